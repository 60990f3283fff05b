import { randomUUID } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, statfsSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Files without a name, for a program to write to: whatever becomes of it and of us, nothing is left.
 * In memory where that takes files: a disk notes each of them, which costs more than what is written.
 */
export type UnnamedFiles = {
  descriptors: readonly number[]
  /** What is in each, at most so many bytes of it. */
  read(mostBytes: number): Buffer[]
  close(): void
}

/** Throws where neither memory nor the temporary folder takes more. */
export function openUnnamedFiles(count: number): UnnamedFiles {
  const descriptors: number[] = []
  const close = () => {
    for (const file of descriptors.splice(0)) closeSync(file)
  }
  try {
    while (descriptors.length < count) descriptors.push(openUnnamed())
  } catch (error) {
    close()
    throw error
  }
  return {
    descriptors,
    read: (mostBytes) => descriptors.map((file) => readFrom(file, mostBytes)),
    close,
  }
}

const MEMORY = '/dev/shm'
/** Segments may lie in the same memory and fill it: a file is still made there then, and nothing can be written to it. */
const LEAST_FREE_BYTES = 16 * 2 ** 20

function openUnnamed(): number {
  try {
    if (hasRoom(MEMORY)) return openIn(MEMORY)
  } catch {
    // It is not there, or not ours to write to.
  }
  return openIn(tmpdir())
}

function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= LEAST_FREE_BYTES
}

function openIn(folder: string): number {
  const path = join(folder, `cashbacktv-${randomUUID()}`)
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}

function readFrom(file: number, mostBytes: number): Buffer {
  const bytes = Buffer.alloc(Math.min(mostBytes, fstatSync(file).size))
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
}
