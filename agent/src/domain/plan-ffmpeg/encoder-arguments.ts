import { type EncodingSettings, HEVC_ON_CPU, type VideoCodec } from '@cashbacktv/contract'
import { type GpuPlace, gpuEncoderArguments } from '../gpu/gpu-arguments.ts'
import { keyframeInterval, type Pace, rational } from './frame-rate.ts'
import { hevcArguments } from './hevc-arguments.ts'

/** What encodes: an encoder of a GPU, or of the CPU, by default that of H.264. */
export type EncodedBy = { codec?: VideoCodec | undefined; gpu?: GpuPlace | undefined }

/**
 * Arguments of the encoder for one rendition. `threads` is used where the preset leaves the number to the
 * plan.
 */
export function encoderArguments(
  encoding: EncodingSettings,
  pace: Pace,
  threads: number,
  { codec = 'h264', gpu }: EncodedBy = {},
): string[] {
  const placed = keyframes(encoding.keyframeSeconds, pace)
  if (gpu !== undefined) return [...gpuEncoderArguments(gpu, encoding), ...forOthers(placed)]
  if (codec === 'hevc')
    return hevcArguments(encoding, [...forOthers(placed), ...cap(encoding.maxBitrateKbps)], threads)
  return [
    ...['-c:v', 'libx264', '-preset', encoding.speed],
    ...(encoding.tune === null ? [] : ['-tune', encoding.tune]),
    ...['-crf', String(encoding.crf), ...cap(encoding.maxBitrateKbps)],
    ...['-profile:v', encoding.profile, '-level', encoding.level, '-pix_fmt', 'yuv420p'],
    ...placed,
    ...['-bf', String(encoding.bFrames), ...threading(encoding, threads), ...fine(encoding)],
  ]
}

/** Which encoder of the CPU a command has, by FFmpeg's name. */
export function encoderOnCpu(command: string): string {
  return command.includes(` -c:v ${HEVC_ON_CPU} `) ? HEVC_ON_CPU : 'libx264'
}

function cap(kbps: number | null): string[] {
  return kbps === null ? [] : ['-maxrate', `${kbps}k`, '-bufsize', `${kbps * 2}k`]
}

/** Frames a second of a source that is not known yet and may announce thousands. */
const MOST_RATE = '60'

/**
 * By counting frames where their rate is known, by the clock where it is not, and where renditions have
 * several rates by the places on it that all of them have a picture at.
 */
function keyframes(seconds: number, pace: Pace): string[] {
  const { rate, step = 1, sharedStep } = pace
  if (rate === null)
    return [
      ...['-fpsmax', MOST_RATE, '-g', '600', '-sc_threshold', '0'],
      ...['-force_key_frames', `expr:gte(t,n_forced*${seconds})`],
    ]
  const places = keyframeInterval(rate / (sharedStep ?? step), seconds)
  const interval = String((places * (sharedStep ?? step)) / step)
  return [
    // The graph has put each picture in its place: `-r` would let it drift from there.
    ...['-fps_mode:v', 'vfr', '-g', interval, '-keyint_min', interval, '-sc_threshold', '0'],
    ...(sharedStep === undefined
      ? []
      : ['-force_key_frames', `expr:${atSharedPlace(rational(rate, sharedStep), places)}`]),
  ]
}

/**
 * Counting alone would part the renditions for good where the graph begins anew, as with a source of
 * another size: how many pictures there were until then is odd or even.
 */
function atSharedPlace(rate: string, places: number): string {
  const [own, before] = [`t*${rate}`, `prev_forced_t*${rate}`]
  // The first has none before it, and NaN is not less than anything.
  return `lt(abs(${own}-round(${own})),0.25)*not(lt(round(${own})-round(${before}),${places}))`
}

/** The same without what only x264 has: others are told not to add any by options of their own. */
function forOthers(placed: readonly string[]): string[] {
  const own = ['-sc_threshold', '-keyint_min']
  return placed.filter((arg, at) => !own.includes(arg) && !own.includes(placed[at - 1] ?? ''))
}

function threading(encoding: EncodingSettings, threads: number): string[] {
  if (encoding.threads === 'x264') return []
  return ['-threads:v', String(encoding.threads === 'auto' ? threads : encoding.threads)]
}

/** Whole frames a thread instead of slices: slices cost bits. `zerolatency` needs its slices. */
function fine(encoding: EncodingSettings): string[] {
  const parameters = [
    ...(encoding.tune === 'zerolatency' ? [] : ['sliced-threads=0']),
    ...(encoding.lookaheadFrames === null
      ? []
      : [
          `mbtree=${encoding.lookaheadFrames > 0 ? 1 : 0}`,
          `rc-lookahead=${encoding.lookaheadFrames}`,
        ]),
    ...(encoding.aqMode === null ? [] : [`aq-mode=${encoding.aqMode}`]),
  ]
  return parameters.length === 0 ? [] : ['-x264-params', parameters.join(':')]
}
