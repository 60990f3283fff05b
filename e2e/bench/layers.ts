import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROADCAST_PRESET, Layer } from '@cashbacktv/contract'
import { execa } from 'execa'
import type { PlannedLayer } from '../../agent/src/domain/plan-ffmpeg/layer-filters.ts'
import { prepareLayer } from '../../agent/src/ffmpeg/prepare-layer.ts'
import { encoderEnvironment } from '../../agent/src/process/encoder-environment.ts'
import type { Figure, Measurement } from './figure.ts'
import { logoPictures, median } from './presets.ts'
import { type Job, LOGO, planned } from './presets-commands.ts'
import { footage } from './presets-footage.ts'
import { serveFile } from './presets-server.ts'

const ROUNDS = 5
/** Of the footage. */
const SECONDS = 20
const TEXT =
  'What is written here runs through the picture, again and again, and is about this long.'
const { assetId, sha256 } = { assetId: crypto.randomUUID(), sha256: '1'.repeat(64) }
const LAYERS = [
  { kind: 'logo', assetId, sha256, ...LOGO, x: 0.05 },
  { kind: 'text', text: TEXT.slice(0, 40) },
  { kind: 'clock', format: 'HH:MM:SS', timeZone: '+03:00' },
  { kind: 'crawl', text: TEXT },
].map((layer) => Layer.parse(layer))

/** What layers cost a channel that has a logo: each kind in drawing alone, and all four with the encoder. */
export const layers: Measurement = {
  name: 'layers',
  about: 'a layer more of each kind, and all four, at 720p (footage by BENCH_MEDIA)',
  async measure() {
    const work = await mkdtemp(join(tmpdir(), 'layers-'))
    const clip = await footage(process.env.BENCH_MEDIA, 720, work)
    const server = await serveFile(clip.file)
    try {
      const job = { clip, url: server.url, folder: work, ...(await logoPictures(clip, work)) }
      const all = await Promise.all(LAYERS.map((layer) => draw(layer, job)))
      const rounds: Round[] = []
      for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(job, all))
      return figuresOf(rounds)
    } finally {
      await server.close()
      await rm(work, { recursive: true, force: true })
    }
  },
}

/** CPU seconds a second. */
type Round = { drawing: number[]; without: number; withAll: number }

async function measureRound(job: Job, all: readonly PlannedLayer[]): Promise<Round> {
  const before = await cpuOf(job, drawingAlone)
  const drawing: number[] = []
  for (const one of all)
    drawing.push((await cpuOf({ ...job, layers: [one] }, drawingAlone)) - before)
  const whole = (args: string[]) => args
  const without = await cpuOf(job, whole)
  return { drawing, without, withAll: await cpuOf({ ...job, layers: all }, whole) }
}

function figuresOf(rounds: readonly Round[]): Figure[] {
  return [
    ...LAYERS.map(({ kind }, index) => ({
      what: `drawing a ${kind} more`,
      unit: 'cores',
      value: median(rounds.map(({ drawing }) => drawing[index] ?? 0)),
    })),
    {
      what: 'a channel with all four, of one without',
      unit: 'x',
      value: median(rounds.map(({ withAll, without }) => withAll / without)),
      bar: { atMost: 1.15 },
    },
  ]
}

async function draw(layer: Layer, job: Job): Promise<PlannedLayer> {
  const { width, height } = job.clip
  const request = { asset: job.picture, frame: { width, height }, cacheDir: job.folder }
  return { layer, prepared: await prepareLayer({ layer, ...request }) }
}

/** The command without its encoders. */
function drawingAlone(args: string[]): string[] {
  const at = args.indexOf('-filter_complex')
  const graph = `${args[at + 1]};[thumb]nullsink;[look]nullsink`
  return [...args.slice(0, at), '-filter_complex', graph, '-map', '[v0]', '-f', 'null', '-']
}

/** CPU seconds a second of footage. */
async function cpuOf(job: Job, form: (args: string[]) => string[]): Promise<number> {
  const folder = join(job.folder, 'run')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const args = form(planned(BROADCAST_PRESET, { ...job, folder }))
  const limited = args.toSpliced(args.indexOf('-i'), 0, '-t', String(SECONDS))
  const env = encoderEnvironment({ mode: 'transcode' })
  const { stderr } = await execa('ffmpeg', ['-benchmark', ...limited], { env })
  const number = (name: string) => Number(new RegExp(`${name}=([\\d.]+)`).exec(stderr)?.[1])
  return (number('utime') + number('stime')) / Math.min(SECONDS, job.clip.seconds)
}
