import type { PublishedSegment, WindowFile } from '@cashbacktv/contract'

/**
 * The published playlist of a channel as a value. What RFC 8216 asks of a live playlist is kept
 * here and nowhere else: the media sequence only grows, a discontinuity that slides out is counted,
 * the target duration never falls.
 */
export type Window = Omit<WindowFile, 'lastPublishedAt'> & {
  /** Milliseconds since 1970; null before the first publication. */
  lastPublishedAt: number | null
}

/** Before this product's first release: numbers made from time stay small and positive. */
const NUMBERING_EPOCH_MS = Date.UTC(2024, 0, 1)
const DISCONTINUITY_EPOCH_MS = Date.UTC(2026, 9, 1)
/** Players keep a list by these numbers, and hls.js walks it at each playlist: a million is 5 ms. */
const DISCONTINUITY_MS = 120_000

/**
 * The window of a channel of which nothing is remembered. Its numbers are seconds: segments of a
 * second or more can never have used higher ones, so a lost window file never makes them go back.
 * Discontinuities are numbered by two minutes, and above `discontinuities`, the last known one.
 */
export function freshWindow(
  channelId: WindowFile['channelId'],
  segmentSeconds: number,
  now: number,
  discontinuities = -1,
): Window {
  const byTime = Math.max(0, Math.floor((now - DISCONTINUITY_EPOCH_MS) / DISCONTINUITY_MS))
  return {
    channelId,
    mediaSequence: Math.max(0, Math.floor((now - NUMBERING_EPOCH_MS) / 1000)),
    discontinuitySequence: Math.max(byTime, discontinuities + 1),
    targetDurationSeconds: Math.ceil(segmentSeconds),
    segments: [],
    lastPublishedAt: null,
    positions: [],
  }
}

export type Publication = { window: Window; left: PublishedSegment[] }

/** Appends one segment; `left` slid out of the playlist. `keep` is at least 1. */
export function publish(
  window: Window,
  segment: PublishedSegment,
  keep: number,
  now: number,
): Publication {
  const segments = [...window.segments, segment]
  const left = segments.splice(0, Math.max(0, segments.length - keep))
  // RFC 8216 4.3.3.1: every duration, rounded, is at most the target; a source with longer
  // groups of pictures than expected raises it, because breaking that rule breaks players.
  const rounded = Math.max(1, Math.round(segment.durationSeconds))
  return {
    window: {
      ...slide(window, left),
      segments,
      targetDurationSeconds: Math.max(window.targetDurationSeconds, rounded),
      lastPublishedAt: now,
    },
    left,
  }
}

/** Off air: nothing is listed, and the numbers are kept for the next time. */
export function clear(window: Window): Publication {
  const left = window.segments
  return { window: { ...slide(window, left), segments: [], lastPublishedAt: null }, left }
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
