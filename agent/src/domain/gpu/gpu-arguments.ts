import {
  type EncodingSettings,
  type GpuEncoder,
  type GpuTrial,
  gpuWay,
  isHevcEncoder,
  type RunGpu,
  runEncoder,
} from '@cashbacktv/contract'

/** An encoder, and where it runs. */
export type GpuPlace = Pick<GpuTrial, 'encoder' | 'device'>

/** Where a run encodes, and by what. */
export function placeOf(gpu: RunGpu): GpuPlace {
  return { encoder: runEncoder(gpu), device: gpu.device }
}

const DEVICE = 'gpu'

/** Global arguments that open the device. NVENC opens its card itself. */
export function gpuDevice({ encoder, device }: GpuPlace): string[] {
  const way = gpuWay(encoder)
  if (way === 'nvenc' || device === null) return []
  if (way === 'qsv') return ['-init_hw_device', `qsv=${DEVICE}:hw_any,child_device=${device}`]
  return ['-init_hw_device', `vaapi=${DEVICE}:${device}`, '-filter_hw_device', DEVICE]
}

/**
 * What comes last in the graph of a rendition. Pictures are made on the CPU, as everywhere: only VAAPI
 * has to be handed them on the card, the others take them there themselves.
 */
export function gpuUpload({ encoder }: GpuPlace): string[] {
  return gpuWay(encoder) === 'vaapi' ? ['format=nv12', 'hwupload'] : []
}

/**
 * Arguments of the encoder for one rendition, but for its keyframes. The level is left to each encoder,
 * which takes the least that the picture needs: where x264 warns of one that is too low NVENC refuses.
 */
export function gpuEncoderArguments({ encoder }: GpuPlace, encoding: EncodingSettings): string[] {
  switch (gpuWay(encoder)) {
    case 'nvenc':
      return nvenc(encoder, encoding)
    case 'qsv':
      return quickSync(encoder, encoding)
    case 'vaapi':
      return vaapi(encoder, encoding)
  }
}

/** Eight bits of 4:2:0 are Main in HEVC, whatever a preset says of H.264. */
function profileOf(encoder: GpuEncoder, { profile }: EncodingSettings): string {
  return isHevcEncoder(encoder) ? 'main' : profile
}

/** x264's speeds in the steps of each encoder, the default one as the one that vendors call balanced. */
const NVENC_PRESET: Record<EncodingSettings['speed'], string> = {
  ultrafast: 'p2',
  superfast: 'p4',
  veryfast: 'p4',
  faster: 'p5',
  fast: 'p5',
  medium: 'p6',
}
const QSV_PRESET: Record<EncodingSettings['speed'], string> = {
  ultrafast: 'veryfast',
  superfast: 'faster',
  veryfast: 'faster',
  faster: 'fast',
  fast: 'fast',
  medium: 'medium',
}

function nvenc(encoder: GpuEncoder, encoding: EncodingSettings): string[] {
  const { maxBitrateKbps: cap, lookaheadFrames, aqMode, tune } = encoding
  const isQuick = tune === 'zerolatency'
  return [
    ...['-c:v', encoder, '-preset', NVENC_PRESET[encoding.speed]],
    ...(isQuick ? ['-tune', 'll', '-zerolatency', '1', '-delay', '0'] : ['-tune', 'hq']),
    // Quality leads, the cap bounds it: any other mean than 0 would be kept to.
    ...['-rc', 'vbr', '-cq', String(encoding.crf), '-b:v', '0', ...bounds(cap)],
    ...['-profile:v', profileOf(encoder, encoding), '-pix_fmt', 'yuv420p'],
    // Cards before Turing have no pictures of HEVC that refer to later ones, and refuse.
    ...['-bf', isHevcEncoder(encoder) ? '0' : String(encoding.bFrames)],
    ...['-forced-idr', '1', '-strict_gop', '1'],
    // Looking ahead it would put keyframes where scenes change.
    ...(lookaheadFrames === null || lookaheadFrames === 0 || isQuick
      ? []
      : ['-rc-lookahead', String(lookaheadFrames), '-no-scenecut', '1']),
    ...(aqMode === null || aqMode === 0 ? [] : ['-spatial-aq', '1']),
  ]
}

function quickSync(encoder: GpuEncoder, encoding: EncodingSettings): string[] {
  const { maxBitrateKbps: cap } = encoding
  return [
    ...['-c:v', encoder, '-preset', QSV_PRESET[encoding.speed]],
    // A quality beside a cap is a mode of its own (QVBR), which many of these GPUs have not.
    ...(cap === null ? ['-global_quality', quantiser(encoding)] : [...mean(cap), ...bounds(cap)]),
    ...['-profile:v', profileOf(encoder, encoding), '-pix_fmt', 'nv12'],
    ...['-bf', String(encoding.bFrames), '-forced_idr', '1', '-idr_interval', '0'],
    // FFmpeg asks for these of H.264 alone.
    ...(isHevcEncoder(encoder) ? [] : ['-adaptive_i', '0', '-adaptive_b', '0']),
    ...['-flags:v', '+cgop'],
    ...(encoding.tune === 'zerolatency' ? ['-async_depth', '1'] : []),
  ]
}

function vaapi(encoder: GpuEncoder, encoding: EncodingSettings): string[] {
  const { maxBitrateKbps: cap } = encoding
  const profile = profileOf(encoder, encoding)
  return [
    ...['-c:v', encoder],
    ...(cap === null
      ? ['-rc_mode', 'CQP', '-qp', quantiser(encoding)]
      : ['-rc_mode', 'VBR', ...mean(cap), ...bounds(cap)]),
    ...['-profile:v', profile === 'baseline' ? 'constrained_baseline' : profile],
    // Many drivers have no pictures that refer to later ones.
    ...['-bf', '0', '-idr_interval', '0'],
    ...(encoding.tune === 'zerolatency' ? ['-async_depth', '1'] : []),
  ]
}

/** Of encoders that hold a mean: with no room below the cap they would fill every quiet picture up to it. */
const MEAN_OF_CAP = 0.7

function mean(cap: number): string[] {
  return ['-b:v', `${Math.round(cap * MEAN_OF_CAP)}k`]
}

function bounds(cap: number | null): string[] {
  return cap === null ? [] : ['-maxrate', `${cap}k`, '-bufsize', `${cap * 2}k`]
}

function quantiser({ crf }: EncodingSettings): string {
  return String(Math.round(crf))
}
