import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { writeItself } from './itself.ts'

export type JsonRead<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'missing' }
  /** It is there and cannot be used; the caller rebuilds it and says so once. */
  | { kind: 'damaged'; why: string }

/** Reads and validates a file that we wrote ourselves. */
export function readJson<S extends z.ZodType>(path: string, schema: S): JsonRead<z.output<S>> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing' }
    return { kind: 'damaged', why: error instanceof Error ? error.message : String(error) }
  }
  return parseJson(text, schema)
}

/** Never `missing`. */
export function parseJson<S extends z.ZodType>(text: string, schema: S): JsonRead<z.output<S>> {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    if (parsed.success) return { kind: 'ok', value: parsed.data }
    return { kind: 'damaged', why: parsed.error.issues[0]?.message ?? 'not valid' }
  } catch {
    return { kind: 'damaged', why: 'not JSON' }
  }
}

/** Whole or not at all: written beside its place and renamed. */
export function writeText(path: string, text: string, mode = 0o640): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    writeItself(temporary, text, { mode })
    renameSync(temporary, path)
  } catch (error) {
    removeFile(temporary)
    throw error
  }
}

/** As `writeText`, and it is on the disk when this returns: a machine that loses its power still has it. */
export function writeDurably(path: string, text: string, mode: number): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    writeItself(temporary, text, { mode, flush: true })
    renameSync(temporary, path)
  } catch (error) {
    removeFile(temporary)
    throw error
  }
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/**
 * In its place, for a disk that is full: the room that a file has can be written again. A reader
 * may see it half written, so only for what is written anew each second, or can be done without.
 */
export function overwriteText(path: string, text: string): void {
  const file = openSync(path, 'r+')
  try {
    writeSync(file, text)
    ftruncateSync(file, Buffer.byteLength(text))
  } finally {
    closeSync(file)
  }
}

/** As `writeText`; in its place where the disk has no room for another one. Throws when that fails too. */
export function writeInAnyCase(path: string, text: string): void {
  try {
    writeText(path, text)
  } catch {
    overwriteText(path, text)
  }
}

export function writeJson(path: string, value: unknown, mode = 0o640): void {
  writeText(path, JSON.stringify(value), mode)
}

export function removeFile(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // It is gone, which is what was asked for.
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
