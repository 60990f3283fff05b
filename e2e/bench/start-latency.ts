import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startHttpTs } from '../sources/http-ts.ts'
import { logoPicture } from '../sources/logo.ts'
import { startChild } from '../stack/child.ts'
import { ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { comparedFigures, type Figure, type Measurement, percentile } from './figure.ts'
import { startYardstick, type Yardstick } from './yardstick/start-yardstick.ts'

const STARTS = 20
const POLL_MS = 5
/** Of a bare request, write and spawn of the same run: 4.7 to 5.9 was measured, with a fifth of room. */
const SPAWN_BAR = { atMost: 7 }
/** Of the same command alone: 1.29 to 1.31 was measured. */
const PLAYABLE_BAR = { atMost: 1.4 }

type Start = { toSpawnMs: number; toPlayableMs: number; aloneMs: number; bareMs: number }

/** To the spawn, beside the least that it can be; and to a picture, beside FFmpeg alone. */
export const startLatency: Measurement = {
  name: 'start-latency',
  about: `${STARTS} starts of a 720p25 HTTP-TS channel with a logo, beside the same command alone`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const folder = tempFolder('bench', mediaParent())
  const source = await startHttpTs({ width: 1280, height: 720, bitrateKbps: 2500 })
  const stack = await startStack()
  const bare = await startYardstick()
  try {
    const channel = await newChannel(stack, source.url)
    const starts: Start[] = []
    for (let index = 0; index < STARTS; index++) {
      starts.push(await oneStart(stack, channel, bare, join(folder.path, `alone-${index}`)))
    }
    return figuresOf(starts)
  } finally {
    await bare.stop()
    await stack.stop()
    await source.close()
    folder.remove()
  }
}

async function newChannel(stack: Stack, url: string) {
  const { id: assetId } = await stack.api.uploadLogo(await logoPicture())
  const channel = await stack.api.createChannel({
    name: 'Start latency',
    sources: [{ url }],
    logo: { assetId },
  })
  await delay(3000)
  return { ...channel, url }
}

type Channel = { id: string; playbackUrl: string; url: string }

async function oneStart(
  stack: Stack,
  { id, playbackUrl, url }: Channel,
  bare: Yardstick,
  alone: string,
): Promise<Start> {
  const askedAt = performance.timeOrigin + performance.now()
  await stack.api.act(id, 'start')
  await until(() => publishes(playbackUrl, stack.mediaDir))
  const toPlayableMs = performance.timeOrigin + performance.now() - askedAt
  const [process] = ffmpegProcesses(stack.mediaDir)
  if (!process) throw new Error('The channel is on air, but no FFmpeg of its was seen')
  const toSpawnMs = spawnedAt(stack.dataDir) - askedAt
  await stack.api.act(id, 'stop')
  await stack.api.waitForChannel(id, ({ status }) => status === 'stopped')
  const bareMs = await bare.time(['ffmpeg', '-version'])
  // The address of the source is not on its command line.
  const args = process.args.map((arg) => (arg.startsWith('hidden-word:') ? url : arg))
  const aloneMs = await timeAlone(args.slice(1), alone)
  return { toSpawnMs, toPlayableMs, aloneMs, bareMs }
}

/** The playlist lists a segment of the run that is there now; those of the run before do not count. */
async function publishes(playbackUrl: string, mediaDir: string): Promise<boolean> {
  const text = await (await fetch(playbackUrl)).text()
  const run = text.match(/[^/\s]+(?=\/[^/\s]+\.ts\s*$)/)?.[0]
  if (run === undefined) return false
  return ffmpegProcesses(mediaDir).some(({ args }) => args.some((arg) => arg.includes(run)))
}

/** When the agent wrote down the process it had just spawned: a little later than the spawn itself. */
function spawnedAt(dataDir: string): number {
  const folder = join(dataDir, 'agent', 'runs')
  const records = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Math.max(...records.map((name) => statSync(join(folder, name)).mtimeMs))
}

/** Milliseconds from the spawn of the same command to its first complete segment in the playlist. */
async function timeAlone(args: string[], folder: string): Promise<number> {
  mkdirSync(folder)
  const playlist = args.find((arg) => arg.endsWith('.m3u8') && arg.startsWith('/'))
  if (!playlist) throw new Error(`No playlist in ${args.join(' ')}`)
  const moved = args
    .filter((arg) => arg !== '')
    .map((arg) => arg.replaceAll(dirname(playlist), folder))
  const own = moved.find((arg) => arg.startsWith(folder) && arg.endsWith('.m3u8')) ?? ''
  const startedAt = performance.now()
  const child = startChild('ffmpeg', moved)
  await until(() => existsSync(own) && readFileSync(own, 'utf8').includes('#EXTINF'))
  const took = performance.now() - startedAt
  await child.stop()
  return took
}

async function until(ready: () => boolean | Promise<boolean>) {
  const end = Date.now() + 60_000
  while (!(await ready())) {
    if (Date.now() > end) throw new Error('Nothing to play after a minute')
    await delay(POLL_MS)
  }
}

function figuresOf(starts: Start[]): Figure[] {
  const of = (pick: (start: Start) => number, p: number) => percentile(starts.map(pick), p)
  const extra = (start: Start) => start.toPlayableMs - start.aloneMs
  const ms = { unit: 'ms' }
  return [
    ...comparedFigures({
      what: 'start request to FFmpeg, p50',
      value: of((s) => s.toSpawnMs, 0.5),
      ...ms,
      reference: {
        what: 'a bare request, write and spawn, p50',
        value: of((s) => s.bareMs, 0.5),
      },
      bar: SPAWN_BAR,
    }),
    { what: 'start request to FFmpeg, p95', value: of((s) => s.toSpawnMs, 0.95), ...ms },
    ...comparedFigures({
      what: 'first segment, product, p50',
      value: of((s) => s.toPlayableMs, 0.5),
      ...ms,
      reference: { what: 'FFmpeg alone, p50', value: of((s) => s.aloneMs, 0.5) },
      bar: PLAYABLE_BAR,
    }),
    { what: 'first segment, more than alone, p50', value: of(extra, 0.5), ...ms },
    { what: 'first segment, more than alone, p95', value: of(extra, 0.95), ...ms },
  ]
}
