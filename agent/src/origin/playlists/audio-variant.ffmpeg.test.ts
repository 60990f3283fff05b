import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  type AudioOnAir,
  AudioSettings,
  type ChannelSpec,
  HostSettings,
} from '@cashbacktv/contract'
import { parse, types } from 'hls-parser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { airFile } from '../../domain/air/air-file.ts'
import { freshMemory } from '../../domain/reconcile/channel-memory.ts'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { expectSameSlots, readList, readMedia, startRun } from '../test/ladder-stage.ts'
import { CHANNEL, FIRST, SECOND, type Stage, setStage } from '../test/stage.ts'

const run = promisify(execFile)
const HLS = { segmentSeconds: 1, windowSegments: 8 }
const SLATE = { enabled: true, picture: null, language: 'en' }

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

test('a channel of one picture offers its audio alone, through the end of a run, its slate and the next run', async () => {
  const first = encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  await expect.poll(async () => listedIn('audio'), { timeout: 30_000 }).toBeGreaterThanOrEqual(4)
  await expect.poll(hasSlate, { timeout: 40_000 }).toBe(true)
  const { alone, pictures } = await variants('/index.m3u8')
  expect(pictures).toHaveLength(1)
  expect(alone).toMatchObject({ uri: 'audio.m3u8', codecs: 'mp4a.40.2' })
  expect([alone?.resolution, alone?.frameRate]).toEqual([undefined, undefined])
  // Apple's authoring rules: within a tenth of what is measured.
  const said = (alone?.bandwidth ?? 0) / (await heaviest())
  expect(Math.abs(said - 1)).toBeLessThan(0.1)
  expect(alone?.bandwidth).toBeLessThan(pictures[0]?.bandwidth ?? 0)

  first.kill('SIGKILL')
  await expect.poll(() => shown('slate000-'), { timeout: 20_000 }).toBe(true)
  encode(SECOND)
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await expect.poll(() => shown(SECOND), { timeout: 20_000 }).toBe(true)
  await expectSameSlots(stage, ['main', 'audio'])
  const { segments } = await readMedia(stage, 'audio')
  expect(segments.some(({ discontinuity }) => discontinuity)).toBe(true)
  for (const { uri } of segments) expect(await streamsIn(addressOf(uri))).toEqual(['audio'])
  const listened = `${stage.base}/streams/news/audio.m3u8`
  const { stderr } = await ffmpeg('-i', listened, '-t', '3', '-f', 'null', '-')
  expect(stderr).toBe('')
})

test('in CMAF and of the past it is offered alone too, and who reads the address takes it once, with its picture', async () => {
  encode(FIRST)
  air([{ runId: FIRST, ended: false }], { dvrWindowSeconds: 60 })
  await expect.poll(async () => listedIn('audio'), { timeout: 30_000 }).toBeGreaterThanOrEqual(3)
  const ways = [
    ['/cmaf/index.m3u8', 'audio.m3u8'],
    ['/index.m3u8?window=30', 'audio.m3u8?window=30'],
  ] as const
  for (const [address, uri] of ways) {
    const { alone } = await variants(address)
    expect(alone).toMatchObject({ uri, codecs: 'mp4a.40.2' })
    const own = new URL(uri, `${stage.base}/streams/news${address}`).href
    expect(await streamsIn(own)).toEqual(['audio'])
  }
  // As destinations are sent a channel.
  const sent = join(stage.media, 'sent.ts')
  const index = `${stage.base}/streams/news/index.m3u8`
  await ffmpeg('-i', index, '-t', '2', '-sn', '-dn', '-c', 'copy', '-f', 'mpegts', sent)
  expect((await streamsIn(sent)).sort()).toEqual(['audio', 'video'])
})

test('a source without audio has silence alone, and nothing is offered where nobody wants it', async () => {
  encode(FIRST, { withoutAudio: true })
  air([{ runId: FIRST, ended: false }])
  await expect.poll(async () => listedIn('audio'), { timeout: 30_000 }).toBeGreaterThanOrEqual(3)
  const listened = `${stage.base}/streams/news/audio.m3u8`
  const how = { encoding: 'buffer', maxBuffer: 1e7 } as const
  const words = ['-v', 'error', '-i', listened, '-t', '2', '-f', 's16le', '-']
  const { stdout: heard } = await run('ffmpeg', words, how)
  expect(heard.length).toBeGreaterThan(48_000 * 2 * 2)
  expect(heard.every((byte) => byte === 0)).toBe(true)
  expect((await variants('/index.m3u8')).alone).toMatchObject({ codecs: 'mp4a.40.2' })
  air([{ runId: FIRST, ended: false }], { audio: { language: null, renditions: [] } })
  await expect.poll(async () => (await variants('/index.m3u8')).alone).toBeUndefined()
})

/** As a person has set it. */
function spec(): ChannelSpec {
  const given = transcodeSpec({ renditions: [{ name: 'main', height: 144 }] })
  if (given.output.mode === 'copy') throw new Error('It is to encode.')
  const audio = AudioSettings.parse({ asVariant: true })
  return { ...given, output: { ...given.output, audio }, hls: HLS }
}

/** What the agent says of it. */
function onAir(): AudioOnAir {
  return airFile(spec(), true, freshMemory(0), [], HostSettings.parse({})).audio
}

function air(runs: Parameters<Stage['air']>[0], change: object = {}): void {
  stage.air(runs, true, { hls: HLS, slate: SLATE, audio: onAir(), ...change })
}

/** The FFmpeg that a host would start for a test card. */
function encode(runId: string, change: { withoutAudio?: boolean } = {}): ChildProcess {
  const url = 'testcard://256x144@25'
  const child = startRun(stage, runId, { spec: spec(), facts: null, url, ...change })
  running.push(child)
  return child
}

async function variants(address: string) {
  const playlist = parse(await (await stage.get(`/streams/news${address}`)).text())
  if (!(playlist instanceof types.MasterPlaylist))
    throw new Error('It is no multivariant playlist.')
  const all = playlist.variants.filter(({ isIFrameOnly }) => !isIFrameOnly)
  const pictures = all.filter(({ resolution }) => resolution !== undefined)
  return { pictures, alone: all.find((one) => !pictures.includes(one)) }
}

/** Bits a second of the largest segment that is listed. */
async function heaviest(): Promise<number> {
  const { segments } = await readMedia(stage, 'audio')
  const rates = segments.map(async ({ uri, duration }) => {
    const { headers } = await stage.get(new URL(addressOf(uri)).pathname, { method: 'HEAD' })
    return (Number(headers.get('content-length')) * 8) / duration
  })
  return Math.max(...(await Promise.all(rates)))
}

function addressOf(uri: string): string {
  return new URL(uri, `${stage.base}/streams/news/audio.m3u8`).href
}

async function listedIn(name: string): Promise<number> {
  return (await readList(stage, name))?.match(/#EXTINF/g)?.length ?? 0
}

async function shown(part: string): Promise<boolean> {
  const lists = await Promise.all(['main', 'audio'].map((name) => readList(stage, name)))
  return lists.every((text) => text?.includes(part) ?? false)
}

function hasSlate(): boolean {
  return existsSync(join(stage.media, CHANNEL, 'slate', 'ladder.json'))
}

async function streamsIn(input: string): Promise<string[]> {
  const entries = ['-show_entries', 'stream=codec_type', '-of', 'json']
  const { stdout } = await run('ffprobe', ['-v', 'error', ...entries, input])
  const { streams }: { streams: { codec_type: string }[] } = JSON.parse(stdout)
  return streams.map(({ codec_type }) => codec_type)
}

function ffmpeg(...words: string[]) {
  return run('ffmpeg', ['-v', 'error', '-nostdin', ...words])
}
