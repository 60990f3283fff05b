import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { type Disk, isFull, isLow, oldestHours } from '../domain/dvr/dvr-room.ts'
import { hourOf } from '../domain/dvr/dvr-slot.ts'
import type { OriginLog } from '../ports.ts'
import type { Archive } from './archive.ts'

/** The disk that the past of all channels is on. */
export type DvrDisk = {
  folderOf(channelId: string): string
  /** Nothing more is to be written to it. */
  isFull(): boolean
  /** So many bytes more are no trouble to what is kept. */
  hasRoomFor(bytes: number): boolean
  /** Gives up the oldest hours of all channels where it is nearly full. */
  relieve(archives: ReadonlyMap<string, Archive>): void
}

export function openDvrDisk(
  folder: string,
  log: OriginLog,
  diskOf: (folder: string) => Disk | null = readDisk,
): DvrDisk {
  let full = false
  return {
    folderOf: (channelId) => join(folder, channelId),
    isFull: () => full,
    hasRoomFor(bytes) {
      const disk = diskOf(folder)
      return disk !== null && !isLow({ ...disk, freeBytes: disk.freeBytes - bytes })
    },
    relieve(archives) {
      const disk = diskOf(folder)
      // A folder that was never written is on no disk that could be full.
      full = disk !== null && isFull(disk)
      if (disk === null || !isLow(disk)) return
      const kept = [...archives].flatMap(([channelId, archive]) => {
        return archive.looseHours().map((hour) => ({ channelId, hour }))
      })
      const gone = oldestHours(kept, hourOf(Date.now()))
      for (const { channelId, hour } of gone) archives.get(channelId)?.drop([hour])
      const [first] = gone
      if (first === undefined) return
      const text =
        'The disk of what is kept for later is nearly full: an hour of all channels is given up'
      log.warn({ hour: first.hour, channels: gone.length, freeBytes: disk.freeBytes }, text)
    },
  }
}

function readDisk(folder: string): Disk | null {
  try {
    const { blocks, bavail, bsize } = statfsSync(folder)
    return { totalBytes: blocks * bsize, freeBytes: bavail * bsize }
  } catch {
    return null
  }
}
