import { type AirObservation, ChannelId } from '@cashbacktv/contract'
import type { UsedNumbers } from '../domain/window.ts'
import type { Archives } from '../dvr/archives.ts'
import type { DvrDisk } from '../dvr/dvr-disk.ts'
import type { OriginLog } from '../ports.ts'
import { listFolder } from '../segments/retention.ts'
import type { SlateClips } from '../slate/slate-clips.ts'
import type { LetterReader } from '../subtitles/read-letters.ts'
import { type OriginChannel, openChannel } from './channel.ts'

type Entry = { channel: OriginChannel; nextAt: number; hurried: boolean }

/** The channels of the media folder, each published when it is due. */
export type KeptChannels = {
  /** Takes in those whose folders are new. */
  openNew(now: number): void
  /** Steps those that are due. */
  step(now: number): void
  /** When the next is due, and whether one of them is waited for. */
  due(): { at: number; isHurried: boolean }
  byId(id: string): OriginChannel | undefined
  bySlug(slug: string): OriginChannel | undefined
  /** Slugs are told by the channels themselves, and change. */
  indexSlugs(): void
  observe(now: number): ReadonlyMap<string, AirObservation>
}

type KeptOptions = {
  mediaDir: string
  clips: SlateClips
  letters: LetterReader
  used: Map<ChannelId, UsedNumbers>
  archives: Archives
  disk: Pick<DvrDisk, 'folderOf'>
  /** Milliseconds since 1970, as the host has it now. */
  wall(): number
  log: OriginLog
}

const AFTER_FAILURE_MS = 1000

export function keepChannels(options: KeptOptions): KeptChannels {
  const { mediaDir, clips, letters, used, archives, disk, wall, log } = options
  const channels = new Map<string, Entry>()
  const slugs = new Map<string, OriginChannel>()

  /** What goes wrong with one channel must not keep the others off the air. */
  function stepOne(id: string, entry: Entry, now: number): void {
    try {
      const { nextAt, hurried, gone } = entry.channel.step(now)
      entry.nextAt = nextAt
      entry.hurried = hurried
      if (!gone) return
      channels.delete(id)
      indexSlugs()
    } catch (error) {
      entry.nextAt = now + AFTER_FAILURE_MS
      log.warn({ channelId: id, why: String(error) }, 'A channel could not be published')
    }
  }

  function indexSlugs(): void {
    slugs.clear()
    for (const { channel } of channels.values()) {
      const slug = channel.slug()
      if (slug !== null) slugs.set(slug, channel)
    }
  }

  return {
    openNew(now) {
      for (const name of listFolder(mediaDir)) {
        if (channels.has(name)) continue
        const id = ChannelId.safeParse(name)
        if (!id.success) continue
        const usedBefore = used.get(id.data) ?? null
        // Only of what was there when this origin began.
        used.delete(id.data)
        const channel = openChannel({
          mediaDir,
          channelId: id.data,
          clips,
          letters,
          used: usedBefore,
          log,
          archive: archives.of(name),
          archiveFolder: disk.folderOf(name),
          wall,
        })
        channels.set(name, { channel, nextAt: now, hurried: true })
      }
    },
    step(now) {
      for (const [id, entry] of channels) if (entry.nextAt <= now) stepOne(id, entry, now)
    },
    due() {
      const entries = [...channels.values()]
      return {
        at: entries.reduce(
          (first, { nextAt }) => Math.min(first, nextAt),
          Number.POSITIVE_INFINITY,
        ),
        isHurried: entries.some(({ hurried }) => hurried),
      }
    },
    byId: (id) => channels.get(id)?.channel,
    bySlug(slug) {
      const channel = slugs.get(slug)
      if (channel?.slug() === slug) return channel
      // Renamed or new within the last second.
      indexSlugs()
      return slugs.get(slug)
    },
    indexSlugs,
    observe: (now) => new Map([...channels].map(([id, { channel }]) => [id, channel.observe(now)])),
  }
}
