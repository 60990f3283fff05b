import { type ChildProcess, execFile, execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { I_FRAMES } from '../domain/ladder/named-playlist.ts'
import {
  expectSameSlots,
  publishedIndex,
  readList,
  readMedia,
  startRun,
} from '../test/ladder-stage.ts'
import { CHANNEL, FIRST, runFolder, SECOND, type Stage, setStage } from '../test/stage.ts'

const RENDITIONS = [
  { name: 'hd', height: 216 },
  { name: 'low', height: 144 },
]
const PLAYLISTS = ['hd', 'low', 'audio']
const HLS = { segmentSeconds: 1, windowSegments: 6 }
const SLATE = { enabled: true, picture: null, language: 'en' }
/** Types of ITU-T H.265 table 7-1. */
const NAL = { rasl: [8, 9], irap: [16, 17, 18, 19, 20, 21], idr: [19, 20], sets: [32, 33, 34] }
const run = promisify(execFile)

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

test('a ladder of HEVC says its codec, begins each segment with an IDR picture and goes through a slate of HEVC', {
  timeout: 120_000,
}, async () => {
  const first = encode(FIRST, 'hevc')
  air([{ runId: FIRST, ended: false }])
  const index = await publishedIndex(stage, 'hd', 3)
  const said = index.variants.map(({ uri, codecs, frameRate, resolution }) => {
    return { uri, codecs, frameRate, height: resolution?.height }
  })
  expect(said.toSorted((a, b) => a.uri.localeCompare(b.uri))).toEqual([
    { uri: 'hd.m3u8', codecs: 'hvc1.1.6.L90.90,mp4a.40.2', frameRate: 25, height: 216 },
    { uri: 'low.m3u8', codecs: 'hvc1.1.6.L90.90,mp4a.40.2', frameRate: 25, height: 144 },
  ])
  // Each segment can be seeked to: its first picture is listed.
  expect(await stage.playlist()).toMatch(/I-FRAME-STREAM-INF:.*CODECS="hvc1\.1\.6\.L90\.90"/)
  expect(await readList(stage, I_FRAMES)).toMatch(/#EXT-X-BYTERANGE/)
  for (const { name } of RENDITIONS) await expectClosed(FIRST, name)
  await expect.poll(() => hasSlate() || stage.warnings, { timeout: 60_000 }).toBe(true)
  first.kill('SIGKILL')
  await expect.poll(() => shown('slate000-'), { timeout: 20_000 }).toBe(true)
  expect(await codecsOf('hd')).toEqual(['hevc'])
  // Of the same level, whatever the slate's own picture would need.
  expect(await stage.playlist()).toMatch(/CODECS="hvc1\.1\.6\.L90\.90,mp4a\.40\.2"/)
  await expectSameSlots(stage, PLAYLISTS)
  encode(SECOND, 'hevc')
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await expect.poll(() => shown(SECOND), { timeout: 30_000 }).toBe(true)
  await expectSameSlots(stage, PLAYLISTS)
  for (const address of ['index.m3u8', 'cmaf/index.m3u8']) {
    expect(await play(address), address).toBe('')
  }
  const cmaf = await (await stage.get('/streams/news/cmaf/index.m3u8')).text()
  expect(cmaf).toContain('CODECS="hvc1.1.6.L90.90,mp4a.40.2"')
  const manifest = await (await stage.get('/streams/news/manifest.mpd')).text()
  expect(manifest).toContain('codecs="hvc1.1.6.L90.90"')
})

test('a channel on air as H.264 goes on as HEVC without a gap, behind a discontinuity', async () => {
  const first = encode(FIRST, 'h264')
  air([{ runId: FIRST, ended: false }])
  await publishedIndex(stage, 'hd', 3)
  const before = await readMedia(stage, 'hd')
  encode(SECOND, 'hevc')
  air([
    { runId: FIRST, ended: false },
    { runId: SECOND, ended: false },
  ])
  await expect.poll(() => hasSegments(SECOND), { timeout: 30_000 }).toBe(true)
  first.kill('SIGTERM')
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await expect.poll(() => shown(SECOND), { timeout: 30_000 }).toBe(true)
  const { segments, mediaSequenceBase = 0 } = await readMedia(stage, 'hd')
  const at = segments.findIndex(({ uri }) => uri.includes(SECOND))
  expect(segments[at]?.discontinuity).toBe(true)
  expect(segments.some(({ uri }) => uri.includes('slate'))).toBe(false)
  // What was listed is followed by what comes next, each once.
  const isListedYet = (number: number) => number >= mediaSequenceBase
  const numbered = before.segments.map(({ uri }, n) => ({
    uri,
    number: (before.mediaSequenceBase ?? 0) + n,
  }))
  for (const { uri, number } of numbered.filter((one) => isListedYet(one.number))) {
    expect(segments[number - mediaSequenceBase]?.uri).toBe(uri)
  }
  await expectSameSlots(stage, PLAYLISTS)
  await expect
    .poll(async () => (await publishedIndex(stage, 'hd', 3)).variants[0]?.codecs)
    .toMatch(/^hvc1\./)
})

function air(runs: Parameters<Stage['air']>[0]): void {
  stage.air(runs, true, { hls: HLS, slate: SLATE })
}

/** The FFmpeg that a host would start for a test card. */
function encode(runId: string, codec: 'h264' | 'hevc'): ChildProcess {
  const { output, ...spec } = transcodeSpec({ renditions: RENDITIONS })
  if (output.mode === 'copy') throw new Error('This needs a channel that transcodes.')
  const wished = { ...spec, hls: HLS, output: { ...output, codec } }
  const child = startRun(stage, runId, { spec: wished, facts: null, url: 'testcard://384x216@25' })
  running.push(child)
  return child
}

const folderOf = (runId: string, name: string) => join(runFolder(stage.media, runId), name)

function segmentFiles(runId: string, name: string): string[] {
  const folder = folderOf(runId, name)
  const list = readFileSync(join(folder, 'index.m3u8'), 'utf8').match(/^\d+\.ts$/gm) ?? []
  const there = new Set(readdirSync(folder))
  return list.filter((file) => there.has(file)).map((file) => join(folder, file))
}

function hasSegments(runId: string): boolean {
  try {
    return RENDITIONS.every(({ name }) => segmentFiles(runId, name).length > 0)
  } catch {
    return false
  }
}

/** One keyframe a segment, at its begin and with its tables; no picture that needs one before it. */
async function expectClosed(runId: string, name: string): Promise<void> {
  // One that is slower than the others may not have as many yet.
  await expect.poll(() => segmentFiles(runId, name).length).toBeGreaterThan(2)
  for (const file of segmentFiles(runId, name)) {
    const types = nalTypes(file)
    const keyframes = types.filter((type) => NAL.irap.includes(type))
    expect(new Set(keyframes.map((type) => NAL.idr.includes(type)))).toEqual(new Set([true]))
    expect(types.filter((type) => NAL.rasl.includes(type))).toEqual([])
    const firstPicture = types.findIndex((type) => type < 32)
    expect(NAL.idr).toContain(types[firstPicture])
    const before = types.slice(0, firstPicture)
    expect(NAL.sets.every((type) => before.includes(type))).toBe(true)
    expect(types.filter((type) => type === NAL.sets[0])).toHaveLength(1)
  }
}

/** Of the pictures of a segment, in their order. */
function nalTypes(file: string): number[] {
  const stdout = execFileSync('ffmpeg', [
    ...['-v', 'error', '-i', file, '-map', '0:v', '-c', 'copy', '-f', 'hevc', '-'],
  ])
  const types: number[] = []
  for (let at = stdout.indexOf(CODE); at >= 0; at = stdout.indexOf(CODE, at + 3)) {
    types.push(((stdout[at + 3] ?? 0) >> 1) & 0x3f)
  }
  return types
}

const CODE = Buffer.from([0, 0, 1])

async function shown(part: string): Promise<boolean> {
  const lists = await Promise.all(PLAYLISTS.map((name) => readList(stage, name)))
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

/** Codecs of the newest segments of a rendition. */
async function codecsOf(name: string): Promise<string[]> {
  const { segments } = await readMedia(stage, name)
  const found = new Set<string>()
  for (const { uri } of segments.slice(-2)) {
    const { href } = new URL(uri, `${stage.base}/streams/news/${name}.m3u8`)
    const { stdout } = await run('ffprobe', [
      ...['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0'],
      ...['-select_streams', 'v', href],
    ])
    for (const codec of stdout.match(/\w+/g) ?? []) found.add(codec)
  }
  return [...found]
}

/** What FFmpeg has to complain of. */
async function play(address: string): Promise<string> {
  const maps = ['-map', '0:v:0', '-map', '0:a:0', '-t', '3', '-f', 'null', '-']
  const { stderr } = await run('ffmpeg', [
    ...['-v', 'error', '-i', `${stage.base}/streams/news/${address}`],
    ...maps,
  ])
  return stderr
}
