import { type ChildProcess, execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse, types } from 'hls-parser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import {
  expectSameSlots,
  publishedIndex,
  readList,
  readMedia,
  startRun,
} from '../test/ladder-stage.ts'
import { CHANNEL, FIRST, runFolder, SECOND, type Stage, setStage } from '../test/stage.ts'

const RENDITIONS = [
  { name: 'hd', height: 288 },
  { name: 'sd', height: 216 },
  { name: 'low', height: 144 },
]
const PLAYLISTS = ['hd', 'sd', 'low', 'audio']
const SLATE = { enabled: true, picture: null, language: 'en' }
const HLS = { segmentSeconds: 1, windowSegments: 6 }

let stage: Stage
let running: ChildProcess[] = []
beforeEach(async () => {
  stage = await setStage()
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running = []
  await stage.close()
})

test('a ladder is one multivariant playlist whose renditions and audio say the same of every slot', async () => {
  encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  const index = await published(3)
  const text = await stage.playlist()
  expect(index.variants.map(shapeOf)).toEqual([
    { uri: 'sd.m3u8', codecs: 'avc1.640029,mp4a.40.2', frameRate: 25, width: 384, height: 216 },
    { uri: 'hd.m3u8', codecs: 'avc1.640029,mp4a.40.2', frameRate: 25, width: 512, height: 288 },
    { uri: 'low.m3u8', codecs: 'avc1.640029,mp4a.40.2', frameRate: 25, width: 256, height: 144 },
  ])
  expect(text).toContain('CHANNELS="2",URI="audio.m3u8"')
  const bandwidths = Object.fromEntries(
    index.variants.map(({ uri, bandwidth }) => [uri, bandwidth]),
  )
  expect(bandwidths['hd.m3u8']).toBeGreaterThan(bandwidths['sd.m3u8'] ?? 0)
  expect(bandwidths['sd.m3u8']).toBeGreaterThan(bandwidths['low.m3u8'] ?? 0)
  await sameSlots()
})

test('pictures have no audio and the audio no picture, and all of them one clock', async () => {
  encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  await published(3)
  const { streams } = await probe(`${stage.base}/streams/news/index.m3u8`)
  expect(streams.map(({ codec_type }) => codec_type).sort()).toEqual([
    ...['audio', 'video', 'video', 'video'],
  ])
  const pictures = streams.filter(({ codec_type }) => codec_type === 'video')
  expect(new Set(pictures.map(({ start_time }) => start_time)).size).toBe(1)
  const [segment] = (await media('low')).segments
  const run = join(stage.media, CHANNEL, 'runs', FIRST)
  const name = segment?.uri.split('/').at(-1) ?? ''
  const [picture, ...others] = (await probe(join(run, 'low', name))).streams
  expect([picture?.codec_type, others]).toEqual(['video', []])
  const audio = readFileSync(join(run, 'audio', name.replace('.ts', '.aac')))
  const begins = Number(audio.readBigUInt64BE(audio.indexOf('Timestamp') + 10)) / 90_000
  expect(begins).toBeCloseTo(Number(picture?.start_time), 1)
})

test('a player goes through the end of a run, its slate and the next run, on every rendition alike', async () => {
  const first = encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  await published(3)
  await expect.poll(() => hasSlate() || stage.warnings, { timeout: 40_000 }).toBe(true)
  first.kill('SIGKILL')
  await expect.poll(() => shown('slate000-'), { timeout: 20_000 }).toBe(true)
  await sameSlots()
  encode(SECOND)
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await expect.poll(() => shown(SECOND), { timeout: 20_000 }).toBe(true)
  await sameSlots()
  const { stderr } = await play(3)
  expect(stderr).toBe('')
})

test('a source without audio has silence on a ladder, so that players need not begin anew when it gets some', async () => {
  encode(FIRST, { withoutAudio: true })
  air([{ runId: FIRST, ended: false }])
  await published(3)
  await sameSlots()
  const input = ['-v', 'error', '-i', `${stage.base}/streams/news/audio.m3u8`, '-t', '2']
  const how = { encoding: 'buffer', maxBuffer: 1e7 } as const
  const { stdout: heard } = await run('ffmpeg', [...input, '-f', 's16le', '-'], how)
  expect(heard.length).toBeGreaterThan(48_000 * 2 * 2)
  expect(heard.every((byte) => byte === 0)).toBe(true)
})

test('a rendition of which nothing more is listed holds up nobody', async () => {
  encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  await published(2)
  const list = join(runFolder(stage.media, FIRST), 'sd', 'index.m3u8')
  // FFmpeg cannot put its playlist in this place any more.
  rmSync(list)
  mkdirSync(join(list, 'taken'), { recursive: true })
  const newest = async () => (await media('hd')).segments.at(-1)?.uri.slice(-11) ?? ''
  const before = await newest()
  await expect.poll(newest, { timeout: 20_000 }).toBe(numbered(before, 4))
  await sameSlots()
})

test('an origin that begins anew goes on with the ladder where it was', async () => {
  encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  await published(2)
  const before = await media('hd')
  stage.restart()
  await expect.poll(async () => (await media('hd')).segments.length, { timeout: 10_000 }).toBe(6)
  const after = await media('hd')
  expect(after.segments.filter(({ discontinuity }) => discontinuity)).toEqual([])
  expect(after.mediaSequenceBase).toBeGreaterThanOrEqual(before.mediaSequenceBase ?? 0)
  await sameSlots()
})

test('a channel that becomes a ladder begins new playlists above the old numbers', async () => {
  stage.write(FIRST, 3)
  air([{ runId: FIRST, ended: false }])
  const single = parse(await stage.listed(3))
  encode(SECOND)
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await published(2)
  const ladder = await media('hd')
  expect(ladder.segments.every(({ uri }) => uri.includes(SECOND))).toBe(true)
  if (single instanceof types.MediaPlaylist) {
    expect(ladder.mediaSequenceBase).toBe((single.mediaSequenceBase ?? 0) + 3)
  }
  expect((await stage.get('/streams/news/main.m3u8')).status).toBe(404)
  await sameSlots()
})

type Runs = Parameters<Stage['air']>[0]

function air(runs: Runs): void {
  stage.air(runs, true, { hls: HLS, slate: SLATE })
}

/** The FFmpeg that a host would start for a test card. */
function encode(runId: string, change: { withoutAudio?: boolean } = {}): ChildProcess {
  const spec = { ...transcodeSpec({ renditions: RENDITIONS }), hls: HLS }
  const url = 'testcard://512x288@25'
  const child = startRun(stage, runId, { spec, facts: null, url, ...change })
  running.push(child)
  return child
}

const read = (name: string) => readList(stage, name)
const media = (name: string) => readMedia(stage, name)
const published = (count: number) => publishedIndex(stage, 'hd', count)
const sameSlots = () => expectSameSlots(stage, PLAYLISTS)

async function shown(part: string): Promise<boolean> {
  const lists = await Promise.all(PLAYLISTS.map(read))
  return lists.every((text) => text?.includes(part) ?? false)
}

/** A clip like the ladder has been made. */
function hasSlate(): boolean {
  try {
    return readFileSync(join(stage.media, CHANNEL, 'slate', 'ladder.json'), 'utf8') !== ''
  } catch {
    return false
  }
}

type Shown = { codec_type: string; start_time: string }

const run = promisify(execFile)

/** The name of the segment so many after another. */
function numbered(file: string, more: number): string {
  return `${String(Number.parseInt(file, 10) + more).padStart(8, '0')}.ts`
}

async function probe(url: string): Promise<{ streams: Shown[] }> {
  const entries = 'stream=codec_type,start_time'
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-of',
    'json',
    '-show_entries',
    entries,
    url,
  ])
  return { streams: JSON.parse(stdout).streams }
}

/** What FFmpeg has to complain of. */
function play(seconds: number): Promise<{ stderr: string }> {
  const url = `${stage.base}/streams/news/index.m3u8`
  const maps = ['-map', '0:v:0', '-map', '0:a:0', '-t', String(seconds), '-f', 'null', '-']
  return run('ffmpeg', ['-v', 'error', '-i', url, ...maps])
}

function shapeOf({ uri, codecs, frameRate, resolution }: types.Variant) {
  return { uri, codecs, frameRate, ...resolution }
}
