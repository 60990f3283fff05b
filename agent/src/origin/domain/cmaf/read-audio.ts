import { since, TICKS, wrapped } from '../../../domain/transport-stream/clock.ts'
import type { AudioCodec } from './audio-codec.ts'
import type { TimedData } from './collect-pes.ts'
import type { AudioConfig, CmafTrack, Sample, TrackStart } from './track.ts'

/** Seconds without audio that a segment may have; a longer jump is none of time. */
const MOST_GAP_SECONDS = 10

type Timed = { pts: number; data: Buffer }

/** The audio of a segment; null where it has none, or of a kind that is not known. */
export function readAudio(
  all: readonly TimedData[],
  codec: AudioCodec,
): CmafTrack | 'unsupported' | null {
  return readFrames(
    all.map(({ stamps: { pts }, data }) => ({ pts, data })),
    codec,
  )
}

/** The same of runs of frames, each with the time of its first one. */
export function readFrames(
  all: readonly Timed[],
  codec: AudioCodec,
): CmafTrack | 'unsupported' | null {
  const start = startOfFrames(all, codec)
  if (start === null || start === 'unsupported') return start
  const { config, firstPts } = start
  const samples: Growing[] = []
  let ended = 0
  for (const { pts, data } of all) {
    if (nextFrame(data, 0, codec) === null) continue
    const begins = (since(firstPts, pts) * config.timescale) / TICKS
    ended += fillGap(samples, begins - ended, config)
    ended += addFrames(samples, data, codec)
  }
  return samples.length === 0 ? null : { ...start, samples }
}

/** A sample that frames are added to. */
type Growing = Sample & { data: Buffer[] }

/** By the first bytes of a segment. */
export function readAudioStart(
  all: readonly TimedData[],
  codec: AudioCodec,
): TrackStart | 'unsupported' | null {
  return startOfFrames(
    all.map(({ stamps: { pts }, data }) => ({ pts, data })),
    codec,
  )
}

function startOfFrames(
  all: readonly Timed[],
  codec: AudioCodec,
): TrackStart<AudioConfig> | 'unsupported' | null {
  for (const { pts, data } of all) {
    const at = nextFrame(data, 0, codec)
    if (at === null) continue
    const config = codec.configOf(data.subarray(at))
    return config === null ? 'unsupported' : { config, firstDts: pts, firstPts: wrapped(pts) }
  }
  return null
}

/**
 * The last sample lasts until the next one where some are missing: by a whole one or more, as times are
 * rounded, and those of sources are not exact.
 */
function fillGap(samples: Growing[], gap: number, { timescale }: AudioConfig): number {
  const last = samples.at(-1)
  if (last === undefined || gap < last.duration || gap > MOST_GAP_SECONDS * timescale) return 0
  const missing = Math.round(gap)
  last.duration += missing
  return missing
}

/** Adds the whole frames in some bytes, and answers how long they last; what is none is passed over. */
function addFrames(samples: Growing[], data: Buffer, codec: AudioCodec): number {
  let added = 0
  for (let at = nextFrame(data, 0, codec); at !== null; ) {
    const frame = codec.frameAt(data, at)
    if (frame === null || frame.to > data.length) break
    const bytes = data.subarray(frame.from, frame.to)
    const last = samples.at(-1)
    const { samples: duration } = frame
    if (last !== undefined && last.duration + duration <= frame.most) {
      last.data.push(bytes)
      last.duration += duration
    } else if (duration > 0) samples.push({ data: [bytes], duration, offset: 0, isSync: true })
    added += duration
    at = nextFrame(data, frame.to, codec)
  }
  return added
}

/** Where the next frame begins. What only looks like one, in bytes that are none, has none behind it. */
function nextFrame(data: Buffer, from: number, codec: AudioCodec): number | null {
  for (let at = from; at < data.length; at++) {
    const frame = codec.frameAt(data, at)
    if (frame === null) continue
    const isFollowed = frame.to === data.length || codec.frameAt(data, frame.to) !== null
    if (at === from || isFollowed) return at
  }
  return null
}
