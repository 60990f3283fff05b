import { ChannelId, type RunId } from '@cashbacktv/contract'
import { expect } from 'vitest'
import {
  type Broadcast,
  hasLive,
  isOnSlate,
  publishLive,
  publishSlate,
  resumeBroadcast,
} from '../broadcast.ts'
import type { ListedSegment } from '../private-playlist.ts'
import { slateDueAt } from '../slate.ts'
import { expectedSeconds } from '../target-duration.ts'
import { freshWindow } from '../window.ts'
import { arriveComplete } from './arrive-complete.ts'

const CHANNEL = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
const RUN = 'aaaaaa01-0123456789abcdef' as RunId
export const SECONDS = 2
const SLATE_RUN = 'slate000-0123456789abcdef' as RunId
const SLATE = { runId: SLATE_RUN, file: '00000000.ts', durationSeconds: SECONDS, first: true }
export const STEP_MS = 20

export function steady(at: number): number {
  return at * 2000
}

/** What a channel publishes when, and how long each segment of its own had waited. Milliseconds. */
export function simulate(
  arrival: (at: number) => number,
  reserveSegments: number,
  lengthMs: number,
  { slate = false, seconds = (_at: number): number => SECONDS } = {},
) {
  const rules = { segmentSeconds: SECONDS, windowSegments: 6, reserveSegments }
  let broadcast = resumeBroadcast(freshWindow(CHANNEL, SECONDS, 0), true, 0)
  const publications: number[] = []
  /** What had been published by then, of all that was. */
  const media: number[] = []
  let slates = 0
  const list = (now: number, { window }: Broadcast) => {
    publications.push(now)
    media.push((media.at(-1) ?? 0) + (window.segments.at(-1)?.durationSeconds ?? 0) * 1000)
  }
  const waited: number[] = []
  const segments: ListedSegment[] = []
  for (let now = 0; now < lengthMs; now += STEP_MS) {
    while (Math.max(0, arrival(segments.length)) <= now) {
      segments.push(segmentAt(segments.length, seconds(segments.length)))
      const runs = [
        { runId: RUN, ended: false, closed: false, ladder: null, segments: segments.slice(-10) },
      ]
      broadcast = arriveComplete(broadcast, runs, rules, now).broadcast
    }
    const [next] = broadcast.queue
    const published = publishLive(broadcast, rules, now)
    if (published !== null && next !== undefined) {
      broadcast = published.broadcast
      list(now, broadcast)
      waited.push(now - next.arrivedAt)
    } else if (slate) {
      const due = slateDue(broadcast)
      if (due === null || due > now) continue
      broadcast = publishSlate(broadcast, SLATE, rules.windowSegments, due).broadcast
      list(now, broadcast)
      slates += 1
    }
  }
  expect(publications.length).toBeGreaterThan(segments.length - 12)
  return { publications, media, slates, waited }
}

function slateDue(broadcast: Broadcast): number | null {
  const { window, pace } = broadcast
  const last = window.segments.at(-1)
  return slateDueAt({
    ready: true,
    waiting: hasLive(broadcast, SECONDS),
    showing: isOnSlate(broadcast),
    anchor: last === undefined ? null : pace.anchor,
    owedMs: pace.owedMs,
    lastDurationSeconds: last?.durationSeconds ?? 0,
    expectedSeconds: expectedSeconds(SECONDS, window),
  })
}

function segmentAt(index: number, durationSeconds: number): ListedSegment {
  const file = `${String(index).padStart(8, '0')}.ts`
  return { index, file, durationSeconds, startsAt: index * 2000 }
}
