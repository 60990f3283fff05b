import { closeSync, fstatSync, openSync, readSync, renameSync } from 'node:fs'
import { READ_ITSELF, writeItself } from '../../files/itself.ts'
import { removeFile } from '../../files/json-file.ts'

/** An open segment, of which only a little is read. */
export type SegmentBytes = {
  size: number
  /** Its begin, at most so many bytes; what was read of it before is not read again. */
  head(most: number): Buffer
  /** Whole packets at the end, at most so many bytes. The buffer is used again by the next call, of both. */
  tail(most: number): Buffer
}

const PACKET_BYTES = 188
/** Longer parts are rare, and not worth the memory. */
const MOST_SHARED = 8_000_000
/** For all segments, as long as the longest part that was read: a fresh one costs more than the reading. */
let shared: Buffer = Buffer.allocUnsafe(512 * PACKET_BYTES)

/** Null when the segment is gone. */
export function openSegment<T>(path: string, use: (segment: SegmentBytes) => T): T | null {
  let handle: number
  try {
    handle = openSync(path, READ_ITSELF)
  } catch {
    return null
  }
  try {
    const { size } = fstatSync(handle)
    let buffer = shared
    /** Of the begin, there already. */
    let known = 0
    const read = (at: number, position: number, length: number) => {
      buffer = withRoom(buffer, at + length)
      return readSync(handle, buffer, at, length, position)
    }
    return use({
      size,
      head(most) {
        const length = Math.min(size, most)
        if (known < length) known += read(known, known, length - known)
        return buffer.subarray(0, Math.min(known, length))
      },
      tail(most) {
        const from = Math.max(0, Math.ceil((size - most) / PACKET_BYTES) * PACKET_BYTES)
        known = 0
        const there = read(0, from, size - from)
        return buffer.subarray(0, there)
      },
    })
  } finally {
    closeSync(handle)
  }
}

function withRoom(buffer: Buffer, length: number): Buffer {
  if (length <= buffer.length) return buffer
  const longer = Buffer.allocUnsafe(length)
  buffer.copy(longer)
  if (length <= MOST_SHARED) shared = longer
  return longer
}

/** Whole or not at all. Its name sorts behind the segment's, so that a crash leaves no stray behind. */
export function replaceSegment(path: string, bytes: Buffer): void {
  const temporary = path.replace(/\.ts$/, '.filled.ts')
  try {
    writeItself(temporary, bytes)
    renameSync(temporary, path)
  } catch (error) {
    removeFile(temporary)
    throw error
  }
}
