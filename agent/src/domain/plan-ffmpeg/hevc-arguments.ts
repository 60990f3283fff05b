import { type EncodingSettings, HEVC_ON_CPU } from '@cashbacktv/contract'

/**
 * Arguments of libx265 for one rendition. `placed`: where its keyframes are, and its cap. The rate factor is
 * that of the preset: measured on footage of 720p and 1080p, the same number takes a quarter fewer bits than
 * with x264 and comes out about 1 dB of SSIM lower. Level and tier are left to x265, which takes the least that
 * picture and cap need: those of a preset are of H.264 and not the same.
 */
export function hevcArguments(
  encoding: EncodingSettings,
  placed: readonly string[],
  threads: number,
): string[] {
  return [
    ...['-c:v', HEVC_ON_CPU, '-preset', encoding.speed],
    ...(encoding.tune === null ? [] : ['-tune', encoding.tune]),
    ...['-crf', String(encoding.crf), '-profile:v', 'main', '-pix_fmt', 'yuv420p'],
    // A picture that is only coded by itself begins no segment: pictures after it may need those before.
    ...[...placed, '-forced-idr', '1', '-bf', String(encoding.bFrames)],
    ...['-x265-params', parameters(encoding, threads).join(':')],
  ]
}

/** x265 says what it is set to on the standard error of FFmpeg, without FFmpeg's marks, and in each stream. */
const QUIET = ['log-level=error', 'info=0']
/**
 * Closed groups that begin with their tables, so that each segment can be decoded by itself, and no
 * keyframe where a scene changes: segments of all renditions are cut at the same pictures.
 */
const GROUPS = ['scenecut=0', 'open-gop=0', 'repeat-headers=1', 'b-pyramid=0']
/** What every stream of ours is like, also that of a slate. */
export const HEVC_FORM = [...QUIET, ...GROUPS]

function parameters(encoding: EncodingSettings, threads: number): string[] {
  const { lookaheadFrames, bFrames, aqMode, tune } = encoding
  return [
    ...[...HEVC_FORM, ...threading(encoding, threads)],
    ...(lookaheadFrames === null || tune === 'zerolatency'
      ? []
      : [
          `rc-lookahead=${Math.max(lookaheadFrames, bFrames + 1)}`,
          `cutree=${lookaheadFrames > 0 ? 1 : 0}`,
        ]),
    ...(aqMode === null ? [] : [`aq-mode=${aqMode}`]),
  ]
}

/**
 * Left to itself x265 takes all cores there are for each rendition. Two pictures at once are enough for
 * its threads to have work, and cost neither CPU nor memory that could be measured.
 */
const MOST_PICTURES = 2

function threading({ threads: wanted }: EncodingSettings, planned: number): string[] {
  if (wanted === 'x264') return []
  const threads = wanted === 'auto' ? planned : wanted
  return [`pools=${threads}`, `frame-threads=${Math.min(MOST_PICTURES, threads)}`]
}
