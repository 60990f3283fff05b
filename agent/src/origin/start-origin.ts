import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type AirObservation, ChannelId, LOOPBACK, proxiesIn } from '@cashbacktv/contract'
import { overwriteText, writeText } from '../files/json-file.ts'
import { makeFolder } from '../files/make-folder.ts'
import { type OriginChannel, openChannel } from './channel.ts'
import { steadyNow } from './clock.ts'
import { countSegmentLog, type SegmentLogCount } from './count-segment-log.ts'
import { nameClients } from './name-clients.ts'
import type { OriginLog } from './ports.ts'
import { listFolder } from './retention.ts'
import { serveStreams } from './serve-streams.ts'
import { keepSlateClips } from './slate-clips.ts'
import { createThumbnails } from './thumbnail.ts'
import { readUsedNumbers } from './used-numbers.ts'

export type OriginOptions = {
  /** Folder of the channels, on a RAM disk. */
  mediaDir: string
  log: OriginLog
  /** Networks of proxies whose `X-Forwarded-For` is believed, besides those on this machine. */
  trustedProxies?: readonly string[]
}

type Entry = { channel: OriginChannel; nextAt: number; hurried: boolean }

export type Origin = {
  /** Answers requests below `/streams/`; false for any other. */
  handle(req: IncomingMessage, res: ServerResponse): boolean
  /** What viewers get of every channel. */
  observe(): AirObservation[]
  /** Counts what nginx serves of it by itself. */
  segmentLog: SegmentLogCount
  close(): void
}

const FOLDERS_EVERY_MS = 400
const STATUS_EVERY_MS = 1000
const PRUNE_EVERY_MS = 600_000
/**
 * Channels that are due close to each other are stepped together: waking up costs more than a step.
 * A publication is that much late at most, which no player notices; a start that is waited for is not.
 */
const LEAST_REST_MS = 200
const HURRIED_REST_MS = 50

/**
 * Publishes every channel of the media folder, by one timer. The only one that writes playlists
 * and deletes segments; a second origin on the folder must not run.
 */
export function startOrigin({
  mediaDir,
  log,
  trustedProxies: networks = [],
}: OriginOptions): Origin {
  makeFolder(mediaDir)
  const channels = new Map<string, Entry>()
  const bySlug = new Map<string, OriginChannel>()
  const clips = keepSlateClips(mediaDir, log)
  const statusFile = join(mediaDir, 'origin-status.json')
  const usedNumbers = readUsedNumbers(statusFile)
  let foldersAt = 0
  let statusAt = 0
  let cramped = false
  let pruneAt = steadyNow() + PRUNE_EVERY_MS
  let timer: NodeJS.Timeout | undefined

  function tick(): void {
    const now = steadyNow()
    if (now >= foldersAt) {
      foldersAt = now + FOLDERS_EVERY_MS
      openNew(now)
    }
    for (const [id, entry] of channels) {
      if (entry.nextAt > now) continue
      stepOne(id, entry, now)
    }
    if (now >= statusAt) {
      statusAt = now + STATUS_EVERY_MS
      indexSlugs()
      writeStatus(now)
    }
    if (now >= pruneAt) {
      pruneAt = now + PRUNE_EVERY_MS
      clips.prune()
    }
    const { at, rest } = nextTick()
    timer = setTimeout(tick, Math.max(rest, at - steadyNow()))
  }

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
      entry.nextAt = now + STATUS_EVERY_MS
      log.warn({ channelId: id, why: String(error) }, 'A channel could not be published')
    }
  }

  function openNew(now: number): void {
    for (const name of listFolder(mediaDir)) {
      if (channels.has(name)) continue
      const id = ChannelId.safeParse(name)
      if (!id.success) continue
      const used = usedNumbers.get(id.data) ?? null
      // Only of what was there when this origin began.
      usedNumbers.delete(id.data)
      const channel = openChannel({ mediaDir, channelId: id.data, clips, used, log })
      channels.set(name, { channel, nextAt: now, hurried: true })
    }
  }

  function nextTick(): { at: number; rest: number } {
    let at = Math.min(foldersAt, statusAt)
    let rest = LEAST_REST_MS
    for (const { nextAt, hurried } of channels.values()) {
      if (nextAt < at) at = nextAt
      if (hurried) rest = HURRIED_REST_MS
    }
    return { at, rest }
  }

  function indexSlugs(): void {
    bySlug.clear()
    for (const { channel } of channels.values()) {
      const slug = channel.slug()
      if (slug !== null) bySlug.set(slug, channel)
    }
  }

  function writeStatus(now: number): void {
    const observed = [...channels].map(([id, { channel }]) => [id, channel.observe(now)])
    const status = { at: new Date().toISOString(), pid: process.pid }
    const text = JSON.stringify({ ...status, channels: Object.fromEntries(observed) })
    try {
      writeText(statusFile, text)
      cramped = false
    } catch (error) {
      if (!cramped) log.warn({ why: String(error) }, 'origin-status.json has no room to be renamed')
      cramped = true
      overwrite(statusFile, text)
    }
  }

  function find(slug: string): OriginChannel | undefined {
    const channel = bySlug.get(slug)
    if (channel?.slug() === slug) return channel
    // Renamed or new within the last second.
    indexSlugs()
    return bySlug.get(slug)
  }

  tick()
  const thumbnails = createThumbnails(mediaDir)
  const byId = (id: string) => channels.get(id)?.channel
  const nameOf = nameClients(proxiesIn([...LOOPBACK, ...networks]))
  return {
    handle: serveStreams({ mediaDir, find, byId, thumbnails, nameOf }),
    segmentLog: countSegmentLog(byId, nameOf),
    observe: () => [...channels.values()].map(({ channel }) => channel.observe(steadyNow())),
    close: () => clearTimeout(timer),
  }
}

/** What viewers get must be known above all while the disk is full. */
function overwrite(path: string, text: string): void {
  try {
    overwriteText(path, text)
  } catch {
    // Said already; the next second tries again.
  }
}
