import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROADCAST_PRESET } from '@cashbacktv/contract'
import { execa } from 'execa'
import { encoderEnvironment } from '../../agent/src/process/encoder-environment.ts'
import type { Figure, Measurement } from './figure.ts'
import { logoPictures, median } from './presets.ts'
import { type Job, planned } from './presets-commands.ts'
import { footage } from './presets-footage.ts'
import { serveFile } from './presets-server.ts'

const LADDER = [
  { name: 'hd', height: 1080 },
  { name: 'sd', height: 720 },
  { name: 'low', height: 480 },
]
const ROUNDS = 3

type Use = { cpu: number; rssBytes: number }

/** A ladder against a channel of its own for each rendition, of the same footage with the same logo. */
export const ladder: Measurement = {
  name: 'ladder',
  about: '1080p, 720p and 480p of one decoding (footage by BENCH_MEDIA)',
  async measure() {
    const work = await mkdtemp(join(tmpdir(), 'ladder-'))
    const clip = await footage(process.env.BENCH_MEDIA, 1080, work)
    const server = await serveFile(clip.file)
    try {
      const job = { clip, url: server.url, folder: work, ...(await logoPictures(clip, work)) }
      const rounds: { one: Use; three: Use }[] = []
      for (let round = 0; round < ROUNDS; round++) rounds.push(await measureRound(job))
      return figuresOf(rounds)
    } finally {
      await server.close()
      await rm(work, { recursive: true, force: true })
    }
  },
}

async function measureRound(job: Job): Promise<{ one: Use; three: Use }> {
  const one = await run(job, LADDER)
  const three = { cpu: 0, rssBytes: 0 }
  for (const rendition of LADDER) {
    const use = await run(job, [rendition])
    three.cpu += use.cpu
    three.rssBytes += use.rssBytes
  }
  return { one, three }
}

function figuresOf(rounds: readonly { one: Use; three: Use }[]): Figure[] {
  const of = (pick: (round: { one: Use; three: Use }) => number) => median(rounds.map(pick))
  return [
    { what: 'a ladder of three', value: of(({ one }) => one.cpu), unit: 'CPU s/s' },
    {
      what: 'a ladder of three, of three channels',
      unit: 'x',
      value: of(({ one, three }) => one.cpu / three.cpu),
      bar: { atMost: 0.62 },
    },
    {
      what: 'memory of a ladder of three',
      unit: 'MiB',
      value: of(({ one }) => one.rssBytes / 2 ** 20),
      note: `three channels: ${Math.round(of(({ three }) => three.rssBytes / 2 ** 20))} MiB`,
    },
  ]
}

async function run(job: Job, renditions: typeof LADDER): Promise<Use> {
  const folder = join(job.folder, 'run')
  await rm(folder, { recursive: true, force: true })
  for (const { name } of renditions) await mkdir(join(folder, name), { recursive: true })
  const args = planned(BROADCAST_PRESET, { ...job, folder }, renditions)
  const env = encoderEnvironment({ mode: 'transcode' })
  const { stderr } = await execa('ffmpeg', ['-benchmark', ...args], { env })
  const number = (name: string) => Number(new RegExp(`${name}=([\\d.]+)`).exec(stderr)?.[1])
  const cpu = (number('utime') + number('stime')) / job.clip.seconds
  return { cpu, rssBytes: number('maxrss') * 1024 }
}
