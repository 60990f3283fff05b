import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROADCAST_PRESET } from '@cashbacktv/contract'
import { execa } from 'execa'
import { encoderEnvironment } from '../../agent/src/process/encoder-environment.ts'
import type { Figure, Measurement } from './figure.ts'
import { logoPictures } from './presets.ts'
import { type Job, planned } from './presets-commands.ts'
import { footage } from './presets-footage.ts'
import { serveFile } from './presets-server.ts'

const HEIGHTS = [720, 1080]
const MAIN = 'main'

type Use = { cpu: number; rssBytes: number; kbps: number }

/** A channel of one rendition as HEVC beside the same as H.264, of the same footage with the same logo. */
export const hevc: Measurement = {
  name: 'hevc',
  about: 'HEVC beside H.264 by the default preset (footage by BENCH_MEDIA)',
  async measure() {
    const figures: Figure[] = []
    for (const height of HEIGHTS) figures.push(...(await measureHeight(height)))
    return figures
  },
}

async function measureHeight(height: number): Promise<Figure[]> {
  const work = await mkdtemp(join(tmpdir(), 'hevc-'))
  const clip = await footage(process.env.BENCH_MEDIA, height, work)
  const server = await serveFile(clip.file)
  try {
    const job = { clip, url: server.url, folder: work, ...(await logoPictures(clip, work)) }
    const usual = await run({ ...job, codec: 'h264' })
    const asHevc = await run({ ...job, codec: 'hevc' })
    return figuresOf(`${height}p`, usual, asHevc)
  } finally {
    await server.close()
    await rm(work, { recursive: true, force: true })
  }
}

function figuresOf(size: string, usual: Use, asHevc: Use): Figure[] {
  return [
    { what: `${size}: CPU of HEVC`, value: asHevc.cpu, unit: 'CPU s/s' },
    {
      what: `${size}: CPU of HEVC / H.264`,
      unit: 'x',
      // More than hosts expect of it would put channels on air that do not keep real time.
      value: asHevc.cpu / usual.cpu,
      bar: { atMost: 6 },
      note: `H.264: ${usual.cpu.toFixed(2)} CPU s/s`,
    },
    {
      what: `${size}: bitrate of HEVC / H.264`,
      unit: 'x',
      value: asHevc.kbps / usual.kbps,
      bar: { atMost: 0.9 },
    },
    {
      what: `${size}: memory of HEVC`,
      value: asHevc.rssBytes / 2 ** 20,
      unit: 'MiB',
      note: `H.264: ${Math.round(usual.rssBytes / 2 ** 20)} MiB`,
    },
  ]
}

async function run(job: Job): Promise<Use> {
  const folder = join(job.folder, 'run')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const args = planned(BROADCAST_PRESET, { ...job, folder }, [{ name: MAIN, height: null }])
  const env = encoderEnvironment({ mode: 'transcode' })
  const { stderr } = await execa('ffmpeg', ['-benchmark', ...args], { env })
  const number = (name: string) => Number(new RegExp(`${name}=([\\d.]+)`).exec(stderr)?.[1])
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'))
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return {
    cpu: (number('utime') + number('stime')) / job.clip.seconds,
    rssBytes: number('maxrss') * 1024,
    kbps: (bytes * 8) / 1000 / job.clip.seconds,
  }
}
