import type { SourceFacts, VideoFacts } from '@cashbacktv/contract'
import { REPORT_ONCE_EVERY_FRAMES } from '../plan-ffmpeg/frame-report.ts'

/** One frame of the source as the graph of a run reports it. */
export type FrameSeen = {
  /** How many were reported before it since the graph was built. */
  number: number
  /** Frames of the source from one report to the next. */
  every: number
  atSeconds: number
  /** Pixels, after FFmpeg has turned the picture the right way up. */
  width: number
  height: number
  pixelAspect: number
  interlaced: boolean
}

/** `[showinfo@source50 @ 0x…] [info] n:   1 pts:… pts_time:5 … sar:16/15 s:720x576 i:T …`, of FFmpeg 5.1. */
export function readFrame(line: string): FrameSeen | null {
  const name = /^\[showinfo@source(\d*) @/.exec(line)
  if (name === null) return null
  const match =
    / n: *(\d+) .*pts_time: *(-?[\d.]+) .* sar:(\d+)\/(\d+) s:(\d+)x(\d+) i:([PTB])/.exec(line)
  if (match === null) return null
  const [over, under] = [Number(match[3]), Number(match[4])]
  return {
    number: Number(match[1]),
    every: Number(name[1]) || REPORT_ONCE_EVERY_FRAMES,
    atSeconds: Number(match[2]),
    pixelAspect: over > 0 && under > 0 ? over / under : 1,
    width: Number(match[5]),
    height: Number(match[6]),
    interlaced: match[7] !== 'P',
  }
}

const RATES = [10, 12, 12.5, 15, 20, 24_000 / 1001, 24, 25, 30_000 / 1001, 30, 48, 50]
  .concat([60_000 / 1001, 60])
  .sort((a, b) => a - b)

/** Pictures a second between two frames reported one after the other; null unless it is a usual rate. */
export function rateBetween(before: FrameSeen | null, after: FrameSeen): number | null {
  if (before === null || after.number !== before.number + 1) return null
  const rate = after.every / (after.atSeconds - before.atSeconds)
  const near = RATES.toSorted((a, b) => Math.abs(a - rate) - Math.abs(b - rate))[0]
  return near !== undefined && Math.abs(near / rate - 1) < 0.01 ? near : null
}

/**
 * What is known of a source, brought up to date with a frame. Pictures of film in an interlaced
 * stream come whole: that it is interlaced is believed until it is opened anew.
 */
export function withFrame(facts: SourceFacts, frame: FrameSeen, rate: number | null): SourceFacts {
  const { video } = facts
  const { pixelAspect: _before, ...rest } = video
  const isTurned = video.rotation === 90 || video.rotation === 270
  const aspect = isTurned ? 1 / frame.pixelAspect : frame.pixelAspect
  const seen: VideoFacts = {
    ...rest,
    width: isTurned ? frame.height : frame.width,
    height: isTurned ? frame.width : frame.height,
    interlaced: video.interlaced || frame.interlaced,
    framesPerSecond: steady(video.framesPerSecond, rate),
    ...(Math.abs(aspect - 1) > 0.001 ? { pixelAspect: aspect } : {}),
  }
  const videoTracks = facts.videoTracks?.map((track) => (isSame(track, video) ? seen : track))
  return { ...facts, video: seen, ...(videoTracks === undefined ? {} : { videoTracks }) }
}

/** Where 29.97 is known, 30 measured means nothing. */
function steady(known: number | null, seen: number | null): number | null {
  if (known === null || seen === null) return known ?? seen
  return Math.abs(seen / known - 1) < 0.02 ? known : seen
}

function isSame(one: VideoFacts, other: VideoFacts): boolean {
  return one.index === other.index && one.streamId === other.streamId
}
