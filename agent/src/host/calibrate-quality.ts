import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EncodingSettings, QualityCurve } from '@cashbacktv/contract'
import { ssimDb } from '@cashbacktv/contract'
import { encoderArguments } from '../domain/plan-ffmpeg/encoder-arguments.ts'
import { curveOf, type Trial } from '../domain/quality/quality-model.ts'
import { addQuantisers, NO_QUANTISERS, usualQuantiser } from '../domain/quality/quantiser-window.ts'
import { comparePictures } from '../ffmpeg/compare-pictures.ts'
import { parseProgress } from '../ffmpeg/parse-progress.ts'
import { runToEnd } from '../process/run-to-end.ts'

export type CalibrateQualityOptions = {
  encoding: EncodingSettings
  /** Scratch folder on the disk; what is made in it is removed. */
  workDir: string
  /** Asked before each trial: nothing is measured while the host has better things to do. */
  isIdle: () => boolean
  /** How long it is waited for that, as each trial leaves the host busy for a moment; 15 s. */
  patienceMs?: number
  at: () => string
}

const WIDTH = 640
const HEIGHT = 360
const RATE = 25
const SECONDS = 3

/**
 * Two moving textures, coarse, middle and fine, one with grain. Noise alone is harder than any
 * footage and drawn cards are easier: with these the curve of the default preset lies within 1.5 dB
 * of the one that camera footage gave.
 */
const CLIPS = [
  { grain: 0, fine: 60, middle: 60, scroll: 0.003 },
  { grain: 3, fine: 60, middle: 100, scroll: 0.006 },
] as const

/** From better than anybody asks for to worse than anybody bears. */
const RATE_FACTORS = [12, 18, 24, 30, 36, 44] as const

/**
 * Measures how like the original this host's encoder leaves a picture: some seconds at each rate
 * factor, one after the other and behind everything else. Null where it was broken off or nothing
 * could be measured.
 */
export async function calibrateQuality(
  options: CalibrateQualityOptions,
): Promise<QualityCurve | null> {
  await mkdir(options.workDir, { recursive: true })
  const folder = await mkdtemp(join(options.workDir, 'calibration-'))
  try {
    const trials: Trial[] = []
    for (const clip of CLIPS) {
      for (const crf of RATE_FACTORS) {
        if (!(await untilIdle(options))) return null
        const trial = await tryOne({ ...options.encoding, crf }, graphOf(clip), folder)
        if (trial === null) return null
        trials.push(trial)
      }
    }
    return curveOf(options.encoding, trials, options.at())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const LOOK_EVERY_MS = 500

/** A sample of the host's CPU is of a second, and of this one the trial before may be the whole. */
async function untilIdle({ isIdle, patienceMs = 15_000 }: CalibrateQualityOptions) {
  for (let waited = 0; !isIdle(); waited += LOOK_EVERY_MS) {
    if (waited >= patienceMs) return false
    await sleep(LOOK_EVERY_MS, undefined, { ref: false })
  }
  return true
}

const TIMEOUT_MS = 60_000

async function tryOne(
  encoding: EncodingSettings,
  graph: string,
  folder: string,
): Promise<Trial | null> {
  const file = join(folder, 'encoded.nut')
  const encoder = encoderArguments(
    { ...encoding, maxBitrateKbps: null, threads: 1 },
    { rate: RATE },
    1,
  )
  const files = { reads: [], writes: [folder] }
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: 1_000_000, files }
  const { code, stdout } = await runToEnd(
    'nice',
    [
      ...['-n', '19', 'ffmpeg', '-nostdin', '-hide_banner', '-nostats', '-loglevel', 'error', '-y'],
      ...['-stats_period', '0.02', '-progress', 'pipe:1', '-filter_complex', `${graph}[picture]`],
      ...['-map', '[picture]', ...encoder, '-f', 'nut', file],
    ],
    limits,
  )
  const quantiser = quantiserIn(stdout.toString('utf8'))
  if (code !== 0 || quantiser === null) return null
  const inputs = ['-f', 'lavfi', '-i', graph, '-i', file]
  const before = '[0:v:0]null[before]'
  const compared = await comparePictures({
    inputs,
    folder,
    before,
    hasVmaf: false,
    timeoutMs: TIMEOUT_MS,
  })
  if (compared === null) return null
  const { size } = await stat(file)
  const bitsPerPixel = (size * 8) / (WIDTH * HEIGHT * RATE * SECONDS)
  return { quantiser, bitsPerPixel, decibels: ssimDb(compared.ssim) }
}

/** As a channel's is taken, of the blocks of its end: the encoder has settled then. */
function quantiserIn(blocks: string): number | null {
  const window = blocks
    .split(/(?<=progress=\w+\n)/)
    .map((block) => parseProgress(block)?.quantisers ?? [])
    .reduce(addQuantisers, NO_QUANTISERS)
  return usualQuantiser(window, 0)
}

/** The same pictures each time: the seeds are given. */
function graphOf({ grain, fine, middle, scroll }: (typeof CLIPS)[number]): string {
  const layer = (part: number, strength: number, seed: number) =>
    `color=gray:size=${Math.ceil(WIDTH / part)}x${Math.ceil(HEIGHT / part)}:rate=${RATE}:duration=${SECONDS},` +
    `noise=c0s=${strength}:c0f=u:c0_seed=${seed},scale=${WIDTH}:${HEIGHT}:flags=bicubic`
  const grained = grain === 0 ? '' : `,noise=c0s=${grain}:c0f=t+u:c0_seed=5`
  return [
    `${layer(16, 100, 7)}[coarse]`,
    `${layer(6, middle, 8)}[middle]`,
    `${layer(2, fine, 9)}[fine]`,
    '[coarse][middle]blend=all_mode=grainmerge[both]',
    `[both][fine]blend=all_mode=grainmerge,scroll=h=${scroll}:v=${scroll / 2}${grained},format=yuv420p`,
  ].join(';')
}
