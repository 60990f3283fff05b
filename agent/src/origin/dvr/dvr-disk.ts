import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { DvrDisk as DvrDiskFigures } from '@cashbacktv/contract'
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
  /** Looks at what is kept on it, and gives up the oldest hours of all channels where it is nearly full. */
  relieve(archives: ReadonlyMap<string, Archive>): void
  /** As it was last looked at; null where nothing is kept on it. */
  observe(): DvrDiskFigures | null
}

export function openDvrDisk(
  folder: string,
  log: OriginLog,
  diskOf: (folder: string) => Disk | null = readDisk,
): DvrDisk {
  let full = false
  let observed: DvrDiskFigures | null = null

  /** Known to within what has come since. */
  function look(archives: ReadonlyMap<string, Archive>): Disk | null {
    const disk = diskOf(folder)
    let [keptBytes, neededBytes] = [0, 0]
    for (const { past } of archives.values()) {
      past.count()
      keptBytes += past.bytes()
      neededBytes += past.neededBytes()
    }
    observed = disk === null || archives.size === 0 ? null : { ...disk, keptBytes, neededBytes }
    return disk
  }

  return {
    folderOf: (channelId) => join(folder, channelId),
    isFull: () => full,
    observe: () => observed,
    hasRoomFor(bytes) {
      const disk = diskOf(folder)
      return disk !== null && !isLow({ ...disk, freeBytes: disk.freeBytes - bytes })
    },
    relieve(archives) {
      const disk = look(archives)
      // A folder that was never written is on no disk that could be full.
      full = disk !== null && isFull(disk)
      if (disk === null || !isLow(disk)) return
      const kept = [...archives].flatMap(([channelId, archive]) => {
        return archive.looseHours().map((hour) => ({ channelId, hour }))
      })
      const gone = oldestHours(kept, hourOf(Date.now()))
      for (const { channelId, hour } of gone) {
        archives.get(channelId)?.past.shorten([hour], 'disk', Date.now())
      }
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
