import { closeSync, openSync, readSync } from 'node:fs'
import { READ_ITSELF } from './itself.ts'

/** The last bytes of a file, or nothing when it cannot be read. */
export function readTail(path: string, size: number, mostBytes: number): string {
  let handle: number | null = null
  try {
    handle = openSync(path, READ_ITSELF)
    const buffer = Buffer.allocUnsafe(Math.min(size, mostBytes))
    const read = readSync(handle, buffer, 0, buffer.length, Math.max(0, size - mostBytes))
    return buffer.toString('latin1', 0, read)
  } catch {
    return ''
  } finally {
    if (handle !== null) closeSync(handle)
  }
}
