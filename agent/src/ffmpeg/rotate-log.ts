import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'

/** What a run says first tells most of it: its source, its output. */
const HEAD_BYTES = 32 * 1024
/** Kept of what was said before the last rotation. */
const TAIL_BYTES = 512 * 1024

export const headFile = (file: string) => `${file}.head`
export const earlierFile = (file: string) => `${file}.1`

/**
 * Empties a log that its writer goes on appending to. Its end goes to `.1`, its beginning to `.head`
 * where there is none yet: however much was said, this reads and writes so many bytes.
 */
export function rotateLog(file: string): void {
  const log = openSync(file, 'r')
  try {
    const { size } = fstatSync(log)
    if (!existsSync(headFile(file))) {
      const head = readAt(log, 0, HEAD_BYTES)
      writeFileSync(headFile(file), head.subarray(0, head.lastIndexOf(10) + 1), { mode: 0o640 })
    }
    const end = readAt(log, Math.max(0, size - TAIL_BYTES), TAIL_BYTES)
    writeFileSync(earlierFile(file), end, { mode: 0o640 })
    truncateSync(file, 0)
  } finally {
    closeSync(log)
  }
}

function readAt(handle: number, position: number, most: number): Buffer {
  const buffer = Buffer.allocUnsafe(most)
  return buffer.subarray(0, readSync(handle, buffer, 0, most, position))
}
