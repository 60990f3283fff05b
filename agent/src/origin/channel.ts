import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type {
  AirFile,
  AirObservation,
  ChannelId,
  PublishedSegment,
  RunId,
} from '@cashbacktv/contract'
import { watchAir } from './air-watch.ts'
import { type Cursor, type Taken, takeNext } from './domain/intake.ts'
import { dueAt, learnReserve } from './domain/pacing.ts'
import { renderPlaylist } from './domain/playlist.ts'
import { countViewers } from './domain/viewers.ts'
import { clear, listedSeconds, nextSequence, publish, type Window } from './domain/window.ts'
import type { OriginLog } from './ports.ts'
import { keepSegments } from './retention.ts'
import { retireStrays } from './retire-strays.ts'
import { type RunWatch, watchRun } from './watch-run.ts'
import { loadWindow, saveWindow } from './window-file.ts'

/** One channel as the origin publishes it. Everything is driven by `step`. */
export type OriginChannel = {
  channelId: ChannelId
  slug(): string | null
  /** The public playlist: null off air, empty while nothing is published yet. */
  playlist(): { text: string; version: string; targetDurationSeconds: number } | null
  /** Newest run that is on air, for its thumbnail and newest segment. */
  newest(): { runId: RunId; segment: string | null } | null
  viewer(client: string, now: number): void
  sent(bytes: number): void
  observe(now: number): AirObservation
  /** Looks at what is new and publishes what is due; answers when to look again, or that it is gone. */
  step(now: number): { nextAt: number; gone: boolean }
}

/** A first segment is waited for in small steps: each is latency of the start. */
const IMPATIENT_MS = 40
/** A segment comes a duration after the last one; around that instant it is looked for closely. */
const CLOSE_MS = 60
const IDLE_MS = 250

export function openChannel(mediaDir: string, channelId: ChannelId, log: OriginLog): OriginChannel {
  const folder = join(mediaDir, channelId)
  const runsFolder = join(folder, 'runs')
  const windowPath = join(folder, 'window.json')
  const air = watchAir(join(folder, 'air.json'))
  const retention = keepSegments(runsFolder)
  const viewers = countViewers()
  let wish: AirFile | null = null
  let window: Window | null = null
  let cursor: Cursor | null = null
  let runs: RunWatch[] = []
  let waiting: Taken[] = []
  let reserve = 0
  let published = 0
  let brandNew = false
  let arrivedAt = 0
  let sentBytes = 0
  let text = ''

  function step(now: number) {
    const news = air.look()
    if (news === 'gone') {
      if (wish !== null || window !== null) retention.clear()
      return { nextAt: now + IDLE_MS, gone: true }
    }
    if (news !== 'same') follow(news, now)
    if (wish === null || window === null) return { nextAt: now + IDLE_MS, gone: false }
    if (wish.onAir) {
      take(wish, window, now)
      publishDue(wish, now)
    }
    retention.sweep(now, inUse)
    return { nextAt: nextLook(now), gone: false }
  }

  function follow(news: AirFile, now: number): void {
    const wasOnAir = wish?.onAir ?? true
    wish = news
    if (window === null) resume(news, now)
    if (!news.onAir && wasOnAir) goOffAir(now)
    const known = new Map(runs.map((run) => [run.runId, run]))
    runs = news.runs.map(({ runId }) => known.get(runId) ?? watchRun(runsFolder, runId))
    reserve = Math.max(reserve, news.reserveSegments)
  }

  function resume(news: AirFile, now: number): void {
    mkdirSync(runsFolder, { recursive: true })
    const loaded = loadWindow(windowPath, channelId, news.hls.segmentSeconds, now)
    if (loaded.damaged !== null) {
      log.warn({ channelId, why: loaded.damaged }, 'window.json was damaged: numbered on from time')
    }
    window = loaded.window
    brandNew = loaded.brandNew
    published = window.segments.length
    cursor = window.cursor ?? cursorAfter(window.segments.at(-1))
    text = renderPlaylist(window)
    retireStrays(runsFolder, window.segments, retention, now + listedSeconds(window) * 1000)
  }

  function take(wanted: AirFile, current: Window, now: number): void {
    let fresh = false
    for (const run of runs) fresh = run.look() || fresh
    if (!fresh) return
    const ended = new Set(wanted.runs.filter((run) => run.ended).map((run) => run.runId))
    const outputs = runs.map(({ runId, segments }) => ({
      runId,
      segments,
      ended: ended.has(runId),
    }))
    const next = takeNext(cursor, outputs, wanted.hls.windowSegments + reserve)
    if (next.taken.length === 0) return
    if (waiting.length === 0) learn(wanted, current, now)
    arrivedAt = now
    cursor = next.cursor
    waiting.push(...next.taken)
  }

  /** A segment that came after it was due had been waited for: this source needs more in reserve. */
  function learn(wanted: AirFile, current: Window, now: number): void {
    const last = current.segments.at(-1)
    if (current.lastPublishedAt === null || last === undefined) return
    const lateSeconds = (now - current.lastPublishedAt) / 1000 - last.durationSeconds
    if (lateSeconds > current.targetDurationSeconds * 1.5) return
    reserve = learnReserve(reserve, lateSeconds, last.durationSeconds, wanted.reserveSegments)
  }

  function publishDue(wanted: AirFile, now: number): void {
    let changed = false
    while (window !== null && waiting.length > 0 && due(window, now) <= now) {
      const next = waiting.shift()
      if (next === undefined) break
      const segment = toPublish(next, brandNew, now)
      const { window: slid, left } = publish(window, segment, wanted.hls.windowSegments, now)
      brandNew = false
      retire(left, slid, now)
      window = { ...slid, cursor: { runId: next.runId, nextIndex: next.index + 1 } }
      published++
      changed = true
    }
    if (!changed || window === null) return
    text = renderPlaylist(window)
    persist(window)
  }

  /** A full RAM disk must not stop the publication; the next one writes the file again. */
  function persist(current: Window): void {
    try {
      saveWindow(windowPath, current)
    } catch (error) {
      log.warn({ channelId, why: String(error) }, 'window.json could not be written')
    }
  }

  function due(current: Window, now: number): number {
    const lastDurationSeconds = current.segments.at(-1)?.durationSeconds ?? 0
    const { lastPublishedAt } = current
    return dueAt({ lastPublishedAt, lastDurationSeconds, published, reserve }, waiting.length, now)
  }

  function goOffAir(now: number): void {
    if (window === null) return
    const { window: cleared, left } = clear(window)
    retire(left, window, now)
    window = cleared
    waiting = []
    runs = []
    published = 0
    text = ''
    persist(window)
  }

  /** RFC 8216 6.2.2: fetchable for its duration plus that of the longest playlist it was in. */
  function retire(left: readonly PublishedSegment[], current: Window, now: number): void {
    const listed = listedSeconds(current)
    for (const { path, durationSeconds } of left) {
      retention.retire(path, now + (durationSeconds + listed + durationSeconds) * 1000)
    }
  }

  function inUse(): ReadonlySet<string> {
    const paths = (window?.segments ?? []).map(({ path }) => path.slice(0, path.indexOf('/')))
    return new Set([...paths, ...(wish?.runs ?? []).map((run) => run.runId as string)])
  }

  function nextLook(now: number): number {
    if (wish === null || window === null || !wish.onAir) return now + IDLE_MS
    if (waiting.length > 0) return Math.max(now + 1, Math.min(due(window, now), now + IDLE_MS))
    if (window.segments.length === 0 || runs.some((run) => run.segments.length === 0)) {
      return now + IMPATIENT_MS
    }
    const last = window.segments.at(-1)?.durationSeconds ?? 0
    const expected = arrivedAt + last * 1000 - CLOSE_MS
    return now >= expected ? now + CLOSE_MS : Math.min(expected, now + IDLE_MS)
  }

  return {
    channelId,
    slug: () => wish?.slug ?? null,
    playlist() {
      if (wish === null || window === null || !wish.onAir) return null
      const { targetDurationSeconds } = window
      const empty = window.segments.length === 0
      return { text: empty ? '' : text, version: `${nextSequence(window)}`, targetDurationSeconds }
    },
    newest() {
      const run = runs.findLast((candidate) => candidate.segments.length > 0) ?? runs.at(-1)
      if (run === undefined) return null
      return { runId: run.runId, segment: run.segments.at(-1)?.file ?? null }
    },
    viewer: (client, now) => viewers.seen(client, now),
    sent(bytes) {
      sentBytes += bytes
    },
    observe(now) {
      const segments = window?.segments.length ?? 0
      const at = window?.lastPublishedAt ?? null
      return {
        showing: wish?.onAir === true && segments > 0 ? 'live' : 'nothing',
        mediaSequence: window?.mediaSequence ?? 0,
        segments,
        lastPublishedAt: at === null ? null : new Date(at).toISOString(),
        viewers: viewers.count(now, window?.targetDurationSeconds ?? 2),
        sentBytes,
      }
    },
    step,
  }
}

/** The very first segment of a channel follows nothing, so nothing is discontinuous. */
function toPublish(segment: Taken, brandNew: boolean, now: number): PublishedSegment {
  const { runId, file, durationSeconds, startsAt } = segment
  const at = Number.isFinite(startsAt) ? startsAt : now
  return {
    path: `${runId}/${file}`,
    durationSeconds,
    programDateTime: new Date(at).toISOString(),
    discontinuity: segment.discontinuity && !brandNew,
  }
}

function cursorAfter(last: PublishedSegment | undefined): Cursor | null {
  if (last === undefined) return null
  const [runId, file] = last.path.split('/')
  return { runId: runId as RunId, nextIndex: Number.parseInt(file ?? '0', 10) + 1 }
}
