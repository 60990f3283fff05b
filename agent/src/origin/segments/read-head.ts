import { closeSync, openSync, readSync } from 'node:fs'
import { READ_ITSELF } from '../../files/itself.ts'

/** The first bytes of a file; empty when it cannot be read. */
export function readHead(path: string, mostBytes: number): Buffer {
  let handle: number | null = null
  try {
    handle = openSync(path, READ_ITSELF)
    const buffer = Buffer.alloc(mostBytes)
    return buffer.subarray(0, readSync(handle, buffer, 0, mostBytes, 0))
  } catch {
    return Buffer.alloc(0)
  } finally {
    if (handle !== null) closeSync(handle)
  }
}
