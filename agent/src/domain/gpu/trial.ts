import { BROADCAST_PRESET, type GpuProblem } from '@cashbacktv/contract'
import { type GpuPlace, gpuDevice, gpuEncoderArguments, gpuUpload } from './gpu-arguments.ts'

/** Enough for an encoder that holds some back to hand one out. */
const TRIAL_FRAMES = 25

/** More than any card is asked for. */
export const MOST_SESSIONS = 32

/** The arguments of channels on a few small pictures, as fast as they can be made. */
export function trialArguments(gpu: GpuPlace): string[] {
  return trial(gpu, [], 'color=size=320x180:rate=25', ['-frames:v', String(TRIAL_FRAMES)])
}

/**
 * The same at the size that most channels have, in slow real time until it is ended, so that each
 * session holds what it would hold on air and costs little else.
 */
export function sessionArguments(gpu: GpuPlace): string[] {
  return trial(gpu, ['-re'], 'color=size=1920x1080:rate=10', ['-progress', 'pipe:1'])
}

function trial(gpu: GpuPlace, before: string[], picture: string, after: string[]): string[] {
  const graph = ['format=yuv420p', ...gpuUpload(gpu)].join(',')
  const encoding = { ...BROADCAST_PRESET, lookaheadFrames: null }
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'level+info', '-stats_period', '0.3'],
    ...[...gpuDevice(gpu), ...before, '-f', 'lavfi', '-i', picture, '-vf', graph],
    ...[...gpuEncoderArguments(gpu, encoding), '-g', '20', ...after, '-f', 'null', '-'],
  ]
}

/** Whether FFmpeg's progress says that a picture came out of the encoder. */
export function hasEncoded(progress: string): boolean {
  return /^frame=\s*[1-9]/m.test(progress)
}

const MOST_DETAIL = 300
/** What FFmpeg says of everything that cannot begin. */
const CONSEQUENCES =
  /Error initializing output stream|Conversion failed|Error parsing global options|Failed to set value/

/** Why a trial failed, from the log of its FFmpeg. */
export function trialProblem(log: string): GpuProblem {
  if (/Unknown encoder/.test(log)) return { code: 'not-built', detail: '' }
  const said = log
    .split('\n')
    .filter((line) => /\[(error|fatal)\]/.test(line) && !CONSEQUENCES.test(line))
    .map((line) => line.replace(/^(\[[^\]]* @ 0x[0-9a-f]+\] )?\[(error|fatal)\] /, '').trim())
  return { code: 'refused', detail: (said[0] ?? '').slice(0, MOST_DETAIL) }
}

/** Bytes, of what `nvidia-smi --query-gpu=memory.free --format=csv,noheader,nounits` says; null where it says none. */
export function freeMemoryIn(said: string): number | null {
  const mebibytes = Number.parseInt(said.trim().split('\n')[0] ?? '', 10)
  return Number.isFinite(mebibytes) && mebibytes > 0 ? mebibytes * 2 ** 20 : null
}
