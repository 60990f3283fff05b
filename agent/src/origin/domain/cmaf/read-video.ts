import { since, TICKS, wrapped } from '../../../domain/transport-stream/clock.ts'
import { splitUnits } from '../ladder/nal-units.ts'
import { u32 } from './boxes.ts'
import type { TimedData } from './collect-pes.ts'
import type { CmafTrack, Sample, TrackConfig, TrackStart, VideoConfig } from './track.ts'
import type { VideoCodec } from './video-codec.ts'

/** Of pictures that say no rate and have none after them. */
const USUAL_RATE = 25
/** Ticks: no picture is shown for so long, and none waits so long to be shown. */
const MOST_TICKS = 10 * TICKS

/** With its NAL units. */
type Picture = TimedData & { units: readonly Buffer[] }

/** The pictures of a segment; null where there are none, or no decoder could be set up for them. */
export function readVideo(
  all: readonly TimedData[],
  codec: VideoCodec,
  known: TrackConfig | null,
): CmafTrack | null {
  const whole = all
    .filter(({ isWhole }) => isWhole)
    .map((one): Picture => ({ ...one, units: splitUnits(one.data) }))
  const config = configOf(whole, codec, known)
  if (config === null) return null
  const pictures = whole.filter(({ units }) => units.some((unit) => isContent(unit, codec)))
  const times = timesOf(pictures, config)
  const start = startOf(pictures, times, config)
  if (start === null) return null
  const samples = pictures.map(({ units, data }, at): Sample => {
    const { duration = 0, offset = 0 } = times[at] ?? {}
    const isSync = codec.isSync(units, data)
    return { data: lengthened(units, codec), duration, offset, isSync }
  })
  return { ...start, samples }
}

/** By the first bytes of a segment; the last unit in them may be cut off. */
export function readVideoStart(
  all: readonly TimedData[],
  codec: VideoCodec,
  known: TrackConfig | null,
): TrackStart | null {
  const pictures = all.map((one, at): Picture => {
    const units = splitUnits(one.data)
    return { ...one, units: at === all.length - 1 ? units.slice(0, -1) : units }
  })
  const config = configOf(pictures, codec, known)
  return config && startOf(pictures, timesOf(pictures, config), config)
}

function configOf(
  pictures: readonly Picture[],
  codec: VideoCodec,
  known: TrackConfig | null,
): VideoConfig | null {
  for (const { units } of pictures) {
    const config = codec.configOf(units)
    if (config !== null) return config
  }
  return known?.kind === 'video' && known.entry === codec.entry ? known : null
}

function isContent(unit: Buffer, { isSet, isNeedless }: VideoCodec): boolean {
  return !isSet(unit) && !isNeedless(unit)
}

type Time = Pick<Sample, 'duration' | 'offset'>

/**
 * A picture lasts until the next one is decoded. Where times jump, it lasts as long as the one before it:
 * what follows is then of the time that it would have had.
 */
function timesOf(pictures: readonly Picture[], { framesPerSecond }: VideoConfig): Time[] {
  const gaps = pictures.slice(1).map(({ stamps }, at) => {
    const ticks = since(pictures[at]?.stamps.dts ?? 0, stamps.dts)
    return ticks > 0 && ticks < MOST_TICKS ? ticks : null
  })
  const usual = Math.max(1, Math.round(TICKS / (framesPerSecond ?? USUAL_RATE)))
  let duration = gaps.find((ticks) => ticks !== null) ?? usual
  return pictures.map(({ stamps: { pts, dts } }, at) => {
    duration = gaps[at] ?? duration
    const ahead = since(dts, pts)
    return { duration, offset: Math.abs(ahead) < MOST_TICKS ? ahead : 0 }
  })
}

/** Where they begin; pictures that are shown first need not be sent first. */
function startOf(
  pictures: readonly Picture[],
  times: readonly Time[],
  config: VideoConfig,
): TrackStart<VideoConfig> | null {
  const firstDts = pictures[0]?.stamps.dts
  const [first] = times
  if (firstDts === undefined || first === undefined) return null
  let decoded = 0
  let ahead = first.offset
  for (const { duration, offset } of times) {
    ahead = Math.min(ahead, decoded + offset)
    decoded += duration
  }
  return { config, firstDts, firstPts: wrapped(firstDts + ahead) }
}

/**
 * Each unit behind its length instead of a start code (ISO/IEC 14496-15 4.3.3). Parameter sets stay where
 * they are, too: players that are made of FFmpeg read the initialisation section of the first run alone, and
 * decode nothing behind a seam without them; all others pass over them.
 */
function lengthened(units: readonly Buffer[], { isNeedless }: VideoCodec): Buffer[] {
  const kept = units.filter((unit) => !isNeedless(unit))
  return kept.flatMap((unit) => [u32(unit.length), unit])
}
