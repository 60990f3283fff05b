import { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs'
import { removeFile } from '../files/json-file.ts'

/** An open segment, of which only a little is read. */
export type SegmentBytes = {
  size: number
  head(most: number): Buffer
  /** Whole packets at the end, at most so many bytes. The buffer is used again by the next call. */
  tail(most: number): Buffer
}

const PACKET_BYTES = 188
const shared = Buffer.allocUnsafe(512 * PACKET_BYTES)

/** Null when the segment is gone. */
export function openSegment<T>(path: string, use: (segment: SegmentBytes) => T): T | null {
  let handle: number
  try {
    handle = openSync(path, 'r')
  } catch {
    return null
  }
  try {
    const { size } = fstatSync(handle)
    const part = (position: number, length: number) => {
      const buffer =
        length <= shared.length ? shared.subarray(0, length) : Buffer.allocUnsafe(length)
      return buffer.subarray(0, readSync(handle, buffer, 0, length, position))
    }
    return use({
      size,
      head: (most) => part(0, Math.min(size, most)),
      tail(most) {
        const from = Math.max(0, Math.ceil((size - most) / PACKET_BYTES) * PACKET_BYTES)
        return part(from, size - from)
      },
    })
  } finally {
    closeSync(handle)
  }
}

/** Whole or not at all. Its name sorts behind the segment's, so that a crash leaves no stray behind. */
export function replaceSegment(path: string, bytes: Buffer): void {
  const temporary = path.replace(/\.ts$/, '.filled.ts')
  try {
    writeFileSync(temporary, bytes)
    renameSync(temporary, path)
  } catch (error) {
    removeFile(temporary)
    throw error
  }
}
