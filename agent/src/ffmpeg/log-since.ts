import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { LOST_FOR_A_MOMENT } from '../domain/runs/switch-over.ts'

export function logSize(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** Whether a run lost its source for a moment, by what it has logged since its log was of this size. */
export function hasLostSource(file: string, offset: number): boolean {
  return LOST_FOR_A_MOMENT.test(readFrom(file, offset))
}

const MOST_BYTES = 64 * 1024

function readFrom(file: string, offset: number): string {
  let handle: number | null = null
  try {
    handle = openSync(file, 'r')
    const from = Math.min(offset, fstatSync(handle).size)
    const buffer = Buffer.alloc(MOST_BYTES)
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, MOST_BYTES, from))
  } catch {
    return ''
  } finally {
    if (handle !== null) closeSync(handle)
  }
}
