import { closeSync, lstatSync, openSync, readSync } from 'node:fs'
import { PACKET_BYTES } from '../../domain/transport-stream/packet.ts'
import { emptyItself, READ_ITSELF } from '../../files/itself.ts'

/** A file that a run writes on and on, of which each byte is read once. */
export type GrowingFile = {
  /** What has come since the last time, by what makes units of it and says how many bytes it used. */
  read<T>(split: (bytes: Buffer) => { units: T[]; used: number }): T[]
}

/** Of a look. */
const MOST_PACKETS = 40_000
/** What takes more room is given back. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024

/** What comes too thick, more than so many packets a look, is left out. */
export function openGrowingFile(path: string, mostPackets = MOST_PACKETS): GrowingFile {
  const mostBytes = mostPackets * PACKET_BYTES
  /** Bytes that were read, and that have been given back. */
  let [read, freed] = [0, 0]
  return {
    read(split) {
      const size = lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
      // Packets stand where they would without what was given back.
      read = Math.max(read, size - mostBytes - (size % PACKET_BYTES))
      if (size <= read) return []
      const { units, used } = split(readFrom(path, read, size - read))
      read += used
      if (read - freed > MOST_KEPT_BYTES) {
        freed = read
        giveBack(path)
      }
      return units
    },
  }
}

/** FFmpeg writes on where it was, behind what takes no room any more. */
function giveBack(path: string): void {
  try {
    emptyItself(path)
  } catch {
    // It belongs to another user: it goes with its run.
  }
}

function readFrom(path: string, from: number, length: number): Buffer {
  const handle = openSync(path, READ_ITSELF)
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(handle, bytes, 0, length, from))
  } finally {
    closeSync(handle)
  }
}
