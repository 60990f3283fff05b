import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceFacts } from '@cashbacktv/contract'
import { execa } from 'execa'
import { sampleSegments } from '../../agent/src/ffmpeg/sample-segments.ts'
import { plain } from './content-clips.ts'
import { factsOf, planned } from './content-run.ts'
import type { Figure } from './figure.ts'
import { footage } from './presets-footage.ts'
import { serveFile } from './presets-server.ts'

/** Of each form the least is taken: what else a machine does only ever adds. */
const ROUNDS = 8
/** A run that copies is over in a moment, and told in steps of ten milliseconds. */
const COPY_ROUNDS = 20
/** As often the agent looks into a segment of a channel that is copied, and into so many at once. */
const SAMPLE_EVERY_SECONDS = 20
const SAMPLED_AT_ONCE = 4

type Clip = { url: string; seconds: number; facts: SourceFacts; folder: string }
/** Cores of a channel in real time, and megabytes at most. */
type Use = { cores: number; memory: number }

/** A channel with everything that watches its content, beside the same channel with none of it. */
export async function cost(folder: string, mediaFolder: string | undefined): Promise<Figure[]> {
  const { file, seconds, facts } = await clipOf720(folder, mediaFolder)
  const server = await serveFile(file)
  const clip: Clip = { url: server.url, seconds, facts, folder }
  try {
    return [...(await encodedCost(clip)), ...(await copiedCost(clip))]
  } finally {
    await server.close()
  }
}

async function encodedCost(clip: Clip): Promise<Figure[]> {
  const all = planned(clip.url, clip.folder, NOWHERE, clip.facts)
  const [off, on] = await leastOf(clip, [withoutReports(all), all], ROUNDS)
  return compared('720p channel', off, on, { atMost: 0.005 })
}

/** What looks into its segments runs beside it, now and then, for some channels at once. */
async function copiedCost(clip: Clip): Promise<Figure[]> {
  const all = planned(clip.url, clip.folder, NOWHERE, clip.facts, 'copy')
  const [off, on] = await leastOf(clip, [withoutReports(all), all], COPY_ROUNDS)
  const looks = await sampleCost(clip.folder)
  const figures = compared(
    'copied channel',
    off,
    { ...on, cores: on.cores + looks },
    { atMost: 0.005 },
  )
  return [...figures, { what: 'looks into its segments', value: looks, unit: 'cores' }]
}

function compared(what: string, off: Use, on: Use, bar: { atMost: number }): Figure[] {
  const share = { unit: 'x', value: on.cores / off.cores }
  return [
    { what: `added to a ${what}`, value: on.cores - off.cores, unit: 'cores', bar },
    {
      what: `${what} with content health, of one without: CPU`,
      ...share,
      note: `${on.cores.toFixed(4)} of ${off.cores.toFixed(4)} cores`,
    },
    {
      what: `${what} with content health, of one without: memory`,
      unit: 'x',
      value: on.memory / off.memory,
      note: `${on.memory.toFixed(0)} of ${off.memory.toFixed(0)} MB`,
    },
  ]
}

const NOWHERE = 'udp://127.0.0.1:9'

/** In turns, so that what else the machine does meets both. */
async function leastOf(
  { seconds }: Clip,
  [off, on]: [readonly string[], readonly string[]],
  rounds: number,
): Promise<[Use, Use]> {
  const uses: [Use, Use][] = []
  for (let round = 0; round < rounds; round++) {
    uses.push([await useOf(off, seconds), await useOf(on, seconds)])
  }
  const least = (of: 0 | 1): Use => ({
    cores: Math.min(...uses.map((use) => use[of].cores)),
    memory: Math.min(...uses.map((use) => use[of].memory)),
  })
  return [least(0), least(1)]
}

async function clipOf720(folder: string, mediaFolder: string | undefined) {
  if (mediaFolder === undefined) {
    return { ...(await plain(folder)), facts: factsOf(1280, 720, 25) }
  }
  const clip = await footage(mediaFolder, 720, folder)
  return { ...clip, facts: factsOf(clip.width, clip.height, clip.framesPerSecond) }
}

/** The command without what watches: the thumbnail alone stays. */
function withoutReports(args: readonly string[]): string[] {
  const look = args.indexOf('[look]')
  // A copy has no pictures to look at: all that follows its playlist tells of packets.
  const end = look >= 0 ? look - 1 : args.findIndex((arg) => arg.endsWith('/index.m3u8')) + 1
  return args.slice(0, end).map((arg) => {
    return arg
      .replace('[small]split[still][seen];[still]', '[small]')
      .replace(/;\[seen\]fps=2.*$/, '')
  })
}

/** User and system seconds and the most memory of a run to its end, as FFmpeg says them. */
async function useOf(args: readonly string[], seconds: number): Promise<Use> {
  const { stderr } = await execa('ffmpeg', ['-benchmark', ...args])
  const time = /utime=([\d.]+)s stime=([\d.]+)s/.exec(stderr)
  const memory = /maxrss=(\d+)kB/.exec(stderr)
  return {
    cores: (Number(time?.[1]) + Number(time?.[2])) / seconds,
    memory: Number(memory?.[1]) / 1000,
  }
}

/** Cores that looking into segments takes a channel, of processes of the agent and what it reads. */
async function sampleCost(folder: string): Promise<number> {
  const segments = (await readdir(folder)).filter((name) => /^\d+\.ts$/.test(name))
  const files = segments.slice(0, SAMPLED_AT_ONCE).map((name) => join(folder, name))
  const before = childSeconds()
  const own = process.cpuUsage()
  for (let round = 0; round < ROUNDS; round++) await sampleSegments(files)
  const { user, system } = process.cpuUsage(own)
  const used = childSeconds() - before + (user + system) / 1e6
  return used / ROUNDS / files.length / SAMPLE_EVERY_SECONDS
}

/** User and system seconds of all children that have ended. */
function childSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(13, 15)
  return (Number(user) + Number(system)) / 100
}
