import { randomUUID } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs'
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

function openUnnamed(): number {
  try {
    return openIn(MEMORY)
  } catch {
    return openIn(tmpdir())
  }
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
