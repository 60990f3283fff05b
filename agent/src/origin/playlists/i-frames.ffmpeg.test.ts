import { type ChildProcess, execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse, types } from 'hls-parser'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AirLab, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { copySpec, transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { startRun } from '../test/ladder-stage.ts'
import { CHANNEL, FIRST, type Stage, setStage } from '../test/stage.ts'

const HLS = { segmentSeconds: 1, windowSegments: 6 }
const PAST = 'window=86400'
const LADDER = [
  { name: 'hd', height: 288 },
  { name: 'low', height: 144 },
]
/** How sources are encoded that are copied. */
const SOURCES = {
  'b-frames': ['-bf', '3', '-g', '25', '-x264-params', 'scenecut=0'],
  'open-gop': ['-bf', '3', '-g', '25', '-x264-params', 'open-gop=1:scenecut=0'],
  interlaced: ['-bf', '2', '-g', '25', '-flags', '+ildct+ilme', '-x264-params', 'tff=1:scenecut=0'],
  refreshed: ['-bf', '0', '-g', '25', '-x264-params', 'intra-refresh=1'],
}

let lab: AirLab
let stage: Stage
let running: ChildProcess | null = null

beforeAll(async () => {
  lab = await startAirLab()
  const input = ['-f', 'lavfi', '-i', 'testsrc2=s=512x288:r=25:d=9']
  const audio = ['-f', 'lavfi', '-i', 'sine=d=9', '-c:a', 'aac']
  for (const [name, how] of Object.entries(SOURCES)) {
    const encoded = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', ...how]
    await lab.ffmpeg([...input, ...audio, ...encoded, `${name}.ts`])
  }
}, 60_000)
afterAll(() => lab.close())
beforeEach(async () => {
  stage = await setStage()
})
afterEach(async () => {
  running?.kill('SIGKILL')
  await stage.close()
})

test.each(['b-frames', 'open-gop', 'interlaced'])(
  'of a source that is copied, %s, each slot has its first picture cut out, live and of the past',
  async (source) => {
    await copied(source)
    await expectPictures(6, [512, 288])
  },
)

test('of a channel that is encoded, with what it is shown as when its source is lost', async () => {
  const spec = { ...transcodeSpec(), hls: HLS }
  running = startRun(stage, FIRST, { spec, facts: null, url: 'testcard://512x288@25' })
  const slate = { enabled: true, picture: null, language: 'en' }
  stage.air([{ runId: FIRST, ended: false }], true, { hls: HLS, dvrWindowSeconds: 600, slate })
  await expect.poll(hasSlate, { timeout: 40_000 }).toBe(true)
  running.kill('SIGKILL')
  stage.air([{ runId: FIRST, ended: true }], true, { hls: HLS, dvrWindowSeconds: 600, slate })
  await expect
    .poll(async () => (await text('index.m3u8')).match(/slate000-/g)?.length ?? 0, {
      timeout: 20_000,
    })
    .toBeGreaterThan(2)
  await expectPictures(6, [512, 288])
})

test('of a ladder it is that of the smallest rendition', async () => {
  const spec = { ...transcodeSpec({ renditions: LADDER }), hls: HLS }
  running = startRun(stage, FIRST, { spec, facts: null, url: 'testcard://512x288@25' })
  stage.air([{ runId: FIRST, ended: false }], true, { hls: HLS, dvrWindowSeconds: 600 })
  await expectPictures(4, [256, 144], 'low.m3u8')
  const both = async () =>
    new Set([await text('index.m3u8'), await text('multi-variant.m3u8')]).size
  await expect.poll(both).toBe(1)
})

test('a source that renews its picture bit by bit is played as before, with gaps where none is whole', async () => {
  await copied('refreshed')
  const count = async (tag: RegExp) => (await text(`i-frames.m3u8?${PAST}`)).match(tag)?.length ?? 0
  await expect.poll(() => count(/#EXTINF/g), { timeout: 20_000 }).toBeGreaterThanOrEqual(4)
  await expectSameSlots(`?${PAST}`, 'index.m3u8')
  // Its very first picture is a whole one.
  expect(await count(/#EXT-X-BYTERANGE/g)).toBe(1)
})

async function copied(source: string): Promise<void> {
  const url = lab.url(`${source}.ts`)
  const spec = { ...copySpec(url), hls: HLS }
  running = startRun(stage, FIRST, { spec, facts: await lab.probed(url), url })
  stage.air([{ runId: FIRST, ended: false }], true, { hls: HLS, dvrWindowSeconds: 600 })
}

/** So many slots at least, and each picture what the segment begins with. */
async function expectPictures(count: number, size: number[], whole = 'index.m3u8'): Promise<void> {
  const many = async () => (await text(`i-frames.m3u8?${PAST}`)).match(/BYTERANGE/g)?.length ?? 0
  await expect.poll(many, { timeout: 40_000 }).toBeGreaterThanOrEqual(count)
  for (const query of ['', `?${PAST}`]) {
    const iFrames = await media(`i-frames.m3u8${query}`)
    expect(iFrames.isIFrame).toBe(true)
    await expectSameSlots(query, whole)
    const index = parse(await text(`multi-variant.m3u8${query}`))
    if (!(index instanceof types.MasterPlaylist)) throw new Error('It is no multivariant playlist.')
    const led = index.variants.find(({ isIFrameOnly }) => isIFrameOnly)
    expect(led?.uri).toBe(`i-frames.m3u8${query}`)
    expect([led?.resolution?.width, led?.resolution?.height]).toEqual(size)
    const other = index.variants.find(({ isIFrameOnly }) => !isIFrameOnly)
    expect(other?.codecs).toMatch(/^avc1\.[0-9a-f]{6},mp4a\.40\.2$/)
    // What both before and after lists was listed when the other was written.
    const after = (await media(`i-frames.m3u8${query}`)).segments.map(({ uri }) => uri)
    for (const segment of iFrames.segments.filter(({ uri }) => after.includes(uri))) {
      const bits = ((segment.byterange?.length ?? 0) * 8) / segment.duration
      expect(led?.bandwidth).toBeGreaterThanOrEqual(Math.floor(bits))
      expect(await cutOut(segment)).toEqual([await firstOf(segment)])
    }
  }
}

/** What both lists say of each slot; asked for until both are of one moment. */
async function expectSameSlots(query: string, whole: string): Promise<void> {
  const own = /^#EXT-X-(BYTERANGE|I-FRAMES-ONLY|GAP|MAP)|^[^#]/
  const said = async (name: string) =>
    (await text(name + query)).split('\n').filter((line) => !own.test(line))
  const both = async () => {
    const [one, other] = await Promise.all([said('i-frames.m3u8'), said(whole)])
    return JSON.stringify(one) === JSON.stringify(other) ? 'same' : [one, other]
  }
  await expect.poll(both).toBe('same')
}

/** The pictures in the bytes that the playlist names, as FFmpeg decodes them. */
async function cutOut({ uri, byterange }: types.Segment): Promise<string[]> {
  const { offset = 0, length = 0 } = byterange ?? {}
  const range = `bytes=${offset}-${offset + length - 1}`
  const answer = await stage.get(`/streams/news/${uri}`, { headers: { range } })
  expect([answer.status, answer.headers.get('content-length')]).toEqual([206, String(length)])
  const file = join(stage.media, 'cut.ts')
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  return decoded(['-i', file])
}

/** The first picture of the whole segment that needs no other. */
async function firstOf({ uri }: types.Segment): Promise<string | undefined> {
  const answer = await stage.get(`/streams/news/${uri}`)
  const file = join(stage.media, 'whole.ts')
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  return (await decoded(['-skip_frame', 'nokey', '-i', file]))[0]
}

async function decoded(input: string[]): Promise<string[]> {
  const words = ['-v', 'error', ...input, '-an', '-fps_mode', 'passthrough', '-f', 'framemd5', '-']
  const { stdout } = await promisify(execFile)('ffmpeg', words)
  return stdout
    .split('\n')
    .flatMap((line) =>
      line === '' || line[0] === '#' ? [] : (line.split(',').at(-1) ?? '').trim(),
    )
}

async function text(name: string): Promise<string> {
  return (await stage.get(`/streams/news/${name}`)).text()
}

async function media(name: string): Promise<types.MediaPlaylist> {
  // The parser takes whatever says how much of a playlist can be left out for one of low latency.
  const playlist = parse((await text(name)).replace(/#EXT-X-SERVER-CONTROL.*\n/, ''))
  if (!(playlist instanceof types.MediaPlaylist)) throw new Error(`${name} is no media playlist.`)
  return playlist
}

function hasSlate(): boolean {
  try {
    return readFileSync(join(stage.media, CHANNEL, 'slate', 'index.m3u8'), 'utf8') !== ''
  } catch {
    return false
  }
}
