import { MOST_RENDITIONS_KNOWN, type PublishedSegment, type WindowFile } from '@cashbacktv/contract'
import { neededSeconds } from './target-duration.ts'

/**
 * The published playlist of a channel as a value. What RFC 8216 asks of a live playlist is kept
 * here and nowhere else: the media sequence only grows, a discontinuity that slides out is counted,
 * the target duration stays while anything is listed.
 */
export type Window = Omit<WindowFile, 'lastPublishedAt'> & {
  /** Milliseconds since 1970; null before the first publication. */
  lastPublishedAt: number | null
}

/**
 * Numbers made from time count five a second, more than is ever published, so that those of a channel
 * that lost its own are above them, and again when it loses them a second time right after.
 */
const NUMBERING_EPOCH_MS = Date.UTC(2026, 0, 1)
const NUMBER_MS = 200
const DISCONTINUITY_EPOCH_MS = Date.UTC(2026, 9, 1)
/** Players keep a list by these numbers, and hls.js walks it at each playlist: a million is 5 ms. */
const DISCONTINUITY_MS = 120_000
/** More than is published, and more than breaks, within the second since the numbers were seen. */
const UNSEEN = 32

/** Numbers that a channel is known to have used, from another file than that of its window. */
export type UsedNumbers = {
  nextSequence: number
  lastDiscontinuity: number
  targetDurationSeconds?: number
}

/** The window of a channel that has published nothing yet. Its numbers are made from time. */
export function freshWindow(
  channelId: WindowFile['channelId'],
  segmentSeconds: number,
  now: number,
): Window {
  return {
    channelId,
    mediaSequence: since(NUMBERING_EPOCH_MS, now, NUMBER_MS),
    discontinuitySequence: since(DISCONTINUITY_EPOCH_MS, now, DISCONTINUITY_MS),
    targetDurationSeconds: Math.ceil(segmentSeconds),
    segments: [],
    lastPublishedAt: null,
    positions: [],
  }
}

/**
 * The window of a channel that has lost its own: a fresh one, numbered above what is known to have
 * been used, whatever the clock says.
 */
export function windowAfterLoss(fresh: Window, used: UsedNumbers | null): Window {
  const { nextSequence: next = 0, lastDiscontinuity: last = 0, targetDurationSeconds } = used ?? {}
  const promise = targetDurationSeconds ? { targetDurationSeconds, isPromised: true } : {}
  return {
    ...fresh,
    ...promise,
    mediaSequence: Math.max(fresh.mediaSequence, next) + UNSEEN,
    discontinuitySequence: Math.max(fresh.discontinuitySequence, last) + UNSEEN,
  }
}

function since(epoch: number, now: number, unit: number): number {
  return Math.max(0, Math.floor((now - epoch) / unit))
}

/**
 * What a channel goes on from: the newest of the copies that could be read, and none when even that
 * is older than the numbers that are known to have been used.
 */
export function newestWindow(copies: readonly Window[], used: UsedNumbers | null): Window | null {
  const [newest] = [...copies].sort(
    (a, b) => nextSequence(b) - nextSequence(a) || b.mediaSequence - a.mediaSequence,
  )
  if (newest === undefined || nextSequence(newest) < (used?.nextSequence ?? 0)) return null
  return newest
}

export type Publication = { window: Window; left: PublishedSegment[] }

/**
 * Appends one segment; `left` slid out of the playlist. `keep` is at least 1: so many are listed, and more while
 * they are short of what a playlist has to have. `promised` becomes the target duration where nothing is listed:
 * that is a playlist that begins.
 */
export function publish(
  window: Window,
  segment: PublishedSegment,
  keep: number,
  now: number,
  promised = window.targetDurationSeconds,
): Publication {
  const { isPromised = false, ...known } = window
  const isNew = window.segments.length === 0 && !isPromised
  const before = isNew ? promised : window.targetDurationSeconds
  // A promise that cannot be kept is changed: a segment longer than it says breaks players.
  const targetDurationSeconds = Math.max(before, neededSeconds(segment.durationSeconds))
  const all = [...window.segments, segment]
  const gone = leaving(all, keep, leastListedSeconds({ targetDurationSeconds }))
  const [left, segments] = [all.slice(0, gone), all.slice(gone)]
  return {
    window: {
      ...slide(known, left),
      ...knownRenditions(window, segment),
      segments,
      targetDurationSeconds,
      lastPublishedAt: now,
    },
    left,
  }
}

/**
 * Seconds that have to stay listed (RFC 8216 6.2.2): nothing may be removed that leaves less than three target
 * durations. After a segment much longer than was promised these are more than were wanted.
 */
export function leastListedSeconds({
  targetDurationSeconds,
}: Pick<Window, 'targetDurationSeconds'>): number {
  return 3 * targetDurationSeconds
}

/** Of sums of durations, which FFmpeg writes to the microsecond. */
const INEXACT_SECONDS = 1e-6

/** How many of the oldest leave a list. */
function leaving(all: readonly PublishedSegment[], keep: number, leastSeconds: number): number {
  let seconds = all.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0)
  let count = 0
  while (all.length - count > keep) {
    seconds -= all[count]?.durationSeconds ?? 0
    if (seconds < leastSeconds - INEXACT_SECONDS) break
    count++
  }
  return count
}

/** A rendition that is taken out of a ladder goes on as another for those who play it. */
function knownRenditions({ renditions = [] }: Window, { ladder }: PublishedSegment) {
  if (ladder === undefined) return {}
  const further = (ladder.moreAudio ?? []).map(({ name }) => name)
  const subtitles = (ladder.subtitles ?? []).map(({ name }) => name)
  const own = [...ladder.renditions.map(({ name }) => name), ...further, ...subtitles]
  const names = new Set([...own, ...renditions])
  return { renditions: [...names].slice(0, MOST_RENDITIONS_KNOWN) }
}

/** Off air: nothing is listed, and the numbers are kept for the next time. */
export function clear(window: Window): Publication {
  const { isPromised: _, breaks: __, ...known } = window
  const left = window.segments
  return { window: { ...slide(known, left), segments: [], lastPublishedAt: null }, left }
}

function slide(window: Window, left: readonly PublishedSegment[]): Window {
  return {
    ...window,
    mediaSequence: window.mediaSequence + left.length,
    discontinuitySequence:
      window.discontinuitySequence + left.filter((segment) => segment.discontinuity).length,
  }
}

/** Number of the newest discontinuity, listed or not. */
export function lastDiscontinuity({ discontinuitySequence, segments }: Window): number {
  return discontinuitySequence + segments.filter((segment) => segment.discontinuity).length
}

/** Seconds of material listed. */
export function listedSeconds(window: Window): number {
  return window.segments.reduce((sum, segment) => sum + segment.durationSeconds, 0)
}

/** Media sequence number that the next publication gets. */
export function nextSequence(window: Window): number {
  return window.mediaSequence + window.segments.length
}
