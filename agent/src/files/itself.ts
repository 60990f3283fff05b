import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * How files are opened in folders that FFmpeg writes to. The kernel lets FFmpeg make neither links nor pipes
 * there (`agent/native`); where it loads no library, or runs since before it was held so, one that was taken
 * over could lead whoever opens them to other files of ours, or have them wait for ever. The last part of a
 * path is what is opened itself, or `ELOOP` is thrown; a pipe is empty, or `ENXIO` where it is written to.
 */
const ITSELF = constants.O_NOFOLLOW | constants.O_NONBLOCK

export const READ_ITSELF = constants.O_RDONLY | ITSELF
/** What is not there is not made. */
const EMPTY_ITSELF = constants.O_WRONLY | constants.O_TRUNC | ITSELF
const WRITE_ITSELF = EMPTY_ITSELF | constants.O_CREAT

/** Throws where it cannot be read. */
export function readItself(path: string): Buffer {
  const file = openSync(path, READ_ITSELF)
  try {
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

type Written = { mode?: number; flush?: boolean }

/** Throws where it cannot be written. `flush`: it is on the disk when this returns. */
export function writeItself(
  path: string,
  content: string | Buffer,
  { mode = 0o666, flush = false }: Written = {},
): void {
  const file = openSync(path, WRITE_ITSELF, mode)
  try {
    writeFileSync(file, content, { flush })
  } finally {
    closeSync(file)
  }
}

/** Leaves nothing in it. Throws where it is not there. */
export function emptyItself(path: string): void {
  closeSync(openSync(path, EMPTY_ITSELF))
}
