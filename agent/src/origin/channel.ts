import { join } from 'node:path'
import type {
  AirFile,
  AirObservation,
  ChannelId,
  PublishedSegment,
  RunId,
} from '@cashbacktv/contract'
import {
  arrive,
  type Broadcast,
  type BroadcastRules,
  goOffAir,
  isReturning,
  liveDueAt,
  publishLive,
} from './domain/broadcast.ts'
import { IDLE_MS, nextLookAt } from './domain/next-look.ts'
import { renderPlaylist } from './domain/playlist.ts'
import { countViewers } from './domain/viewers.ts'
import { listedSeconds, nextSequence, type UsedNumbers, type Window } from './domain/window.ts'
import { followAir } from './follow-air.ts'
import { keepAudio } from './keep-audio.ts'
import { observeWindow } from './observe-window.ts'
import type { OriginLog } from './ports.ts'
import { resumeChannel } from './resume-channel.ts'
import { keepSegments } from './retention.ts'
import { showSlate } from './show-slate.ts'
import type { SlateClips } from './slate-clips.ts'
import { type RunWatch, watchRun } from './watch-run.ts'
import { keepWindowFile } from './window-file.ts'

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
  /** Looks at what is new and publishes what is due. */
  step(now: number): Step
}

/** When a channel wants its next step, whether a viewer waits for that, and whether it is no more. */
export type Step = { nextAt: number; hurried: boolean; gone: boolean }

export type ChannelOptions = {
  mediaDir: string
  channelId: ChannelId
  clips: SlateClips
  /** What an earlier origin said of its numbers; null when nothing is known. */
  used: UsedNumbers | null
  log: OriginLog
}

/** A new wish for what is on air shows with the first segment of a new run at the earliest. */
const AIR_MS = 1000
/** Share of a duration; segments that come sooner after each other come in bursts. */
const IN_BURST = 0.6

export function openChannel(options: ChannelOptions): OriginChannel {
  const { mediaDir, channelId, clips, used, log } = options
  const folder = join(mediaDir, channelId)
  const runsFolder = join(folder, 'runs')
  const air = followAir(join(folder, 'air.json'))
  const file = keepWindowFile({ path: join(folder, 'window.json'), channelId, used, log })
  const retention = keepSegments(folder)
  const viewers = countViewers()
  const audio = keepAudio({ folder, channelId, log })
  const slate = showSlate({ runsFolder, channelId, clips, log })
  let wish: AirFile | null = null
  let rules: BroadcastRules = { segmentSeconds: 2, windowSegments: 6, reserveSegments: 0 }
  let broadcast: Broadcast | null = null
  let runs: RunWatch[] = []
  let arrivedAt = 0
  let inBurst = false
  let impatient = false
  /** When air.json and the runs are looked at again: most steps only publish. */
  let airAt = 0
  let lookAt = 0
  let sentBytes = 0
  let text = ''

  function step(now: number): Step {
    const news = lookAtAir(now)
    const rest = { nextAt: now + IDLE_MS, hurried: false, gone: false }
    if (news === 'gone') return { ...rest, gone: retention.clear(wish !== null, now) }
    if (news !== 'same') follow(news, now)
    if (wish === null || broadcast === null) return rest
    if (wish.onAir) goOn(wish, broadcast, now)
    retention.sweep(now, inUse)
    if (!wish.onAir) return { ...rest, nextAt: airAt }
    return { ...rest, nextAt: Math.min(airAt, lookAt, dueAt(wish, now)), hurried: impatient }
  }

  function lookAtAir(now: number): ReturnType<typeof air.look> {
    // Before viewers get from a slate to a run, what is known of that by now.
    if (isReturning(broadcast)) airAt = lookAt = 0
    if (now < airAt) return 'same'
    airAt = now + (wish?.onAir === true ? AIR_MS : IDLE_MS)
    return air.look()
  }

  function follow(news: AirFile, now: number): void {
    wish = news
    lookAt = 0
    rules = { ...news.hls, reserveSegments: news.reserveSegments }
    broadcast ??= resumeChannel({ news, file, runsFolder, retention, now })
    if (text === '') text = renderPlaylist(broadcast.window)
    const isListed = broadcast.window.segments.length > 0
    if (!news.onAir && (isListed || runs.length > 0)) publishNothing(broadcast, now)
    const known = new Map(runs.map((run) => [run.runId, run]))
    runs = news.runs.map(({ runId }) => known.get(runId) ?? watchRun(runsFolder, runId))
  }

  function goOn(wanted: AirFile, current: Broadcast, now: number): void {
    const isLooking = now >= lookAt
    if (isLooking) take(wanted, current, now)
    publishDue(wanted, now)
    if (isLooking) lookAt = nextLook(wanted, now)
  }

  function take(wanted: AirFile, current: Broadcast, now: number): void {
    let isNews = lookAt === 0
    for (const run of runs) isNews = run.look() || isNews
    if (!isNews) return
    const ended = new Set(wanted.runs.filter((run) => run.ended).map((run) => run.runId))
    const outputs = runs.map(({ runId, segments, closed }) => {
      return { runId, segments, closed, ended: ended.has(runId) }
    })
    // What was complete while no origin was there goes out as if one had been.
    const isFirstLook = arrivedAt === 0
    const since = isFirstLook ? (current.pace.anchor ?? now) : now
    const next = arrive(current, outputs, rules, since)
    broadcast = next.broadcast
    const fresh = broadcast.queue.filter((segment) => !current.queue.includes(segment))
    for (const segment of fresh) audio.look(segment, now)
    if (fresh.length > 0) noteArrival(broadcast, now)
    for (const { runId, file: name } of next.skipped) retention.retire(`${runId}/${name}`, now)
  }

  function publishDue(wanted: AirFile, now: number): void {
    const before = broadcast?.window
    const keep = wanted.hls.windowSegments
    while (broadcast !== null) {
      const next = publishLive(broadcast, rules, now) ?? slate.publish(wanted, broadcast, keep, now)
      if (next === null) break
      broadcast = next.broadcast
      retire(next.left, broadcast.window, now)
    }
    if (broadcast === null || broadcast.window === before) return
    tellRaised(before, broadcast.window)
    text = renderPlaylist(broadcast.window)
    file.save(broadcast.window)
    slate.prepare(wanted, broadcast.window)
  }

  function tellRaised(before: Window | undefined, { targetDurationSeconds: to }: Window): void {
    const from = before?.targetDurationSeconds ?? to
    if (to <= from || before?.segments.length === 0) return
    log.warn({ channelId, from, to }, 'A segment is longer than the target duration: raised')
  }

  function publishNothing(current: Broadcast, now: number): void {
    const next = goOffAir(current)
    retire(next.left, current.window, now)
    broadcast = next.broadcast
    audio.rest()
    text = ''
    file.save(broadcast.window)
  }

  /** RFC 8216 6.2.2: fetchable for its duration plus that of the longest playlist it was in. */
  function retire(left: readonly PublishedSegment[], window: Window, now: number): void {
    const listed = listedSeconds(window)
    for (const { path, durationSeconds } of left) {
      retention.retire(path, now + (durationSeconds + listed + durationSeconds) * 1000)
    }
  }

  function inUse(): ReadonlySet<string> {
    const paths = (broadcast?.window.segments ?? []).map(({ path }) => path.split('/', 1)[0] ?? '')
    return new Set([...paths, ...(wish?.runs ?? []).map((run) => run.runId as string)])
  }

  function noteArrival({ window, queue }: Broadcast, now: number): void {
    const lastSeconds = window.segments.at(-1)?.durationSeconds ?? 0
    inBurst = queue.length > 2 || now - arrivedAt < lastSeconds * IN_BURST * 1000
    arrivedAt = now
  }

  function nextLook(wanted: AirFile, now: number): number {
    const segments = broadcast?.window.segments ?? []
    const awaited = wanted.runs.some(({ ended }, at) => !ended && runs[at]?.segments.length === 0)
    impatient = awaited || segments.length === 0
    const lastDurationSeconds = segments.at(-1)?.durationSeconds ?? 0
    return nextLookAt({ now, impatient, arrivedAt, inBurst, lastDurationSeconds })
  }

  function dueAt(wanted: AirFile, now: number): number {
    if (broadcast === null) return Number.POSITIVE_INFINITY
    const due = liveDueAt(broadcast, rules, now) ?? slate.dueAt(wanted, broadcast)
    return due ?? Number.POSITIVE_INFINITY
  }

  return {
    channelId,
    slug: () => wish?.slug ?? null,
    playlist() {
      if (broadcast === null || wish?.onAir !== true) return null
      const { window } = broadcast
      const { targetDurationSeconds, segments } = window
      const version = `${nextSequence(window)}`
      return { text: segments.length === 0 ? '' : text, version, targetDurationSeconds }
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
    observe: (now) => ({
      ...observeWindow(wish, broadcast),
      lastPublishedAt: file.lastPublishedAt(),
      viewers: viewers.count(now, broadcast?.window.targetDurationSeconds ?? 2),
      sentBytes,
      ...audio.observe(),
    }),
    step,
  }
}
