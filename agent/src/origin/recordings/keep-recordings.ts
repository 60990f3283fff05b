import { rmdirSync } from 'node:fs'
import type { AudioOnAir, RecordingObservation } from '@cashbacktv/contract'
import type { Archives } from '../dvr/archives.ts'
import type { DvrDisk } from '../dvr/dvr-disk.ts'
import type { OriginLog } from '../ports.ts'
import type { FollowedRecordings } from './follow-recordings.ts'
import { keepExports } from './keep-exports.ts'
import { observeRecordings } from './observe-recordings.ts'

export type Recordings = {
  /** Once a second. */
  look(): void
  observe(): RecordingObservation[]
  /** Ends what is being made. */
  close(): Promise<void>
}

type Options = {
  followed: FollowedRecordings
  archives: Archives
  disk: Pick<DvrDisk, 'folderOf' | 'hasRoomFor'>
  /** The channel is published here. */
  isOpen(channelId: string): boolean
  /** More of it may come. */
  isOnAir(channelId: string): boolean
  /** What is said of its audio. */
  audioOf(channelId: string): AudioOnAir
  log: OriginLog
}

const FIGURES_EVERY_MS = 3000
const TIDY_EVERY_MS = 60_000

/** Recordings of this host: what is known of them, and what is made of them. What they claim the archives ask for themselves. */
export function keepRecordings(options: Options): Recordings {
  const { followed, archives, disk, isOpen, isOnAir, audioOf, log } = options
  const figures = observeRecordings(archives, disk.folderOf)
  const exports = keepExports({ archives, disk, audioOf, isOnAir, log })
  let figuresAt = 0
  let tidyAt = Date.now() + TIDY_EVERY_MS

  /** What is kept of channels that are no more goes, but for what is recorded of them. */
  function tidy(): void {
    if (followed.isUnknown()) return
    exports.tidy(followed.all())
    for (const [channelId, archive] of archives.all()) {
      if (isOpen(channelId) || followed.isChannel(channelId)) continue
      archive.drop(archive.hours())
      removeEmpty(disk.folderOf(channelId))
    }
  }

  return {
    look() {
      followed.look()
      const now = Date.now()
      const specs = followed.all()
      if (now >= figuresAt) {
        figuresAt = now + FIGURES_EVERY_MS
        figures.look(specs, now)
      }
      exports.look(specs, now)
      if (now < tidyAt) return
      tidyAt = now + TIDY_EVERY_MS
      tidy()
    },
    observe() {
      const now = Date.now()
      return followed.all().map((spec) => {
        const file = exports.of(spec)
        return { ...figures.of(spec, now), ...(file === null ? {} : { file }) }
      })
    },
    close: exports.close,
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Something of it is kept.
  }
}
