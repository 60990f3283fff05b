import { join } from 'node:path'
import { ChannelId } from '@cashbacktv/contract'
import type { Span } from '../domain/dvr/pins.ts'
import type { OriginLog } from '../ports.ts'
import { listFolder } from '../segments/retention.ts'
import { type Archive, openArchive } from './archive.ts'
import type { DvrDisk } from './dvr-disk.ts'

/** The archives of a host, each opened once. */
export type Archives = {
  of(channelId: string): Archive
  /** Of all channels of which something is kept, also of those that are there no more. */
  all(): ReadonlyMap<string, Archive>
  /** Resolves when what they are to keep by now is kept. */
  settled(): Promise<void>
}

type Options = {
  mediaDir: string
  dvrDir: string
  disk: DvrDisk
  pinned(channelId: string): readonly Span[]
  log: OriginLog
}

export function openArchives({ mediaDir, dvrDir, disk, pinned, log }: Options): Archives {
  const known = new Map<string, Archive>()

  function of(channelId: string): Archive {
    const before = known.get(channelId)
    if (before) return before
    const opened = openArchive({
      folder: disk.folderOf(channelId),
      runsFolder: join(mediaDir, channelId, 'runs'),
      isFull: disk.isFull,
      pinned: () => pinned(channelId),
      log,
    })
    known.set(channelId, opened)
    return opened
  }

  return {
    of,
    all() {
      const names = listFolder(dvrDir).filter((name) => ChannelId.safeParse(name).success)
      return new Map(names.map((name) => [name, of(name)]))
    },
    async settled() {
      await Promise.all([...known.values()].map((archive) => archive.settled()))
    },
  }
}
