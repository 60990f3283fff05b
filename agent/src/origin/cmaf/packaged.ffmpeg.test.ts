import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Rendition } from '@cashbacktv/contract'
import { parse, types } from 'hls-parser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { expectSameSlots, readList, readMedia, startRun } from '../test/ladder-stage.ts'
import { listedSegments, periodsIn } from '../test/read-manifest.ts'
import { CHANNEL, FIRST, SECOND, type Stage, setStage } from '../test/stage.ts'

const SLATE = { enabled: true, picture: null, language: 'en' }
const HLS = { segmentSeconds: 1, windowSegments: 6 }
const LADDER: Rendition[] = [
  { name: 'hd', height: 288 },
  { name: 'low', height: 144 },
]
const MANIFEST = '/streams/news/manifest.mpd'
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

test('a channel is played as CMAF: the same slots, the same pictures and the same audio', async () => {
  encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  await listed('index', 4)
  const text = (await readList(stage, 'cmaf/index')) ?? ''
  expect(text).toMatch(
    /BANDWIDTH=\d{5,}.*RESOLUTION=512x288.*CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2"/,
  )
  expect(parse(text)).toBeInstanceOf(types.MasterPlaylist)
  const names = ['index', 'cmaf/video', 'cmaf/audio']
  await expectSameSlots(stage, names.slice(1))
  const [ts, video, audio] = await Promise.all(names.map(slots))
  expect(video?.map(({ slot }) => slot)).toEqual(ts?.map(({ slot }) => slot))
  const [whole, picture, audioAlone] = await Promise.all(
    [ts, video, audio].map((of = []) => assembled(of.slice(-3))),
  )
  expect(await hashes(picture ?? '', '0:v')).toEqual(await hashes(whole ?? '', '0:v'))
  expect(await hashes(audioAlone ?? '', '0:a')).toEqual(await hashes(whole ?? '', '0:a'))
})

test('each seam of a ladder has its initialisation sections, through a slate and the next run', async () => {
  const first = encode(FIRST, LADDER)
  air([{ runId: FIRST, ended: false }])
  await listed('hd', 3)
  await expect.poll(hasSlate, { timeout: 40_000 }).toBe(true)
  first.kill('SIGKILL')
  await shown('slate000-')
  encode(SECOND, LADDER)
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await shown(SECOND)
  const names = ['cmaf/hd', 'cmaf/low', 'cmaf/audio']
  await expectSameSlots(stage, names)
  for (const name of names) {
    const { segments } = await readMedia(stage, name)
    for (const { uri, map, discontinuity } of segments) {
      expect(map?.uri, `${name} ${discontinuity}`).toBe(uri.replace(/\d{8}(?=\.)/, 'init'))
      expect((await stage.get(`/streams/news/cmaf/${map?.uri}`)).status).toBe(200)
    }
  }
  const played = `${stage.base}/streams/news/cmaf/index.m3u8`
  const maps = ['-map', '0:v:0', '-map', '0:a:0', '-t', '4', '-f', 'null', '-']
  const { stderr } = await run('ffmpeg', ['-v', 'error', '-i', played, ...maps])
  expect(stderr).toBe('')
})

test('DASH has a period a seam, whose segments are those of CMAF, and FFmpeg plays it', async () => {
  const first = encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  await listed('index', 3)
  const [only] = periodsIn(await manifest())
  expect(only?.tracks.map(({ contentType }) => contentType)).toEqual(['video', 'audio'])
  await expect.poll(hasSlate, { timeout: 40_000 }).toBe(true)
  first.kill('SIGKILL')
  await shown('slate000-', ['index'])
  encode(SECOND)
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await shown(SECOND, ['index'])
  const text = await manifest()
  const playlist = (await readList(stage, 'cmaf/video')) ?? ''
  const periods = periodsIn(text)
  expect(periods.length).toBeGreaterThan(1)
  const addresses = periods.flatMap((period) => listedSegments(period, 'video'))
  const media = /^[^#].*$/gm
  // Playlists are asked for one after the other: one may have slid on.
  expect(addresses.slice(1)).toEqual(
    (playlist.match(media) ?? [])
      .map((uri) => uri.slice(3))
      .filter((uri) => addresses.slice(1).includes(uri)),
  )
  for (const address of periods.flatMap((period) => [
    ...listedSegments(period, 'audio'),
    ...listedSegments(period, 'video'),
  ])) {
    expect((await stage.get(`/streams/news/${address}`)).status, address).toBe(200)
  }
  // No period begins before the one before it ends.
  for (const [at, { start }] of periods.entries()) {
    const before = periods[at - 1]
    if (before) expect(start).toBeGreaterThanOrEqual(before.start + (before.duration ?? 0) - 1e-3)
  }
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-show_entries', 'stream=codec_name,width', '-of', 'csv=p=0'],
    `${stage.base}${MANIFEST}`,
  ])
  expect(stdout).toContain('h264,512')
  expect(stdout).toContain('aac')
})

test('a period goes on from where it began, when its first segments have left the list and the origin another one', async () => {
  encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  await listed('index', 2)
  const [before] = periodsIn(await manifest())
  const firstOf = (text: string) => periodsIn(text)[0]
  await expect
    .poll(async () => firstOf(await manifest())?.tracks[0]?.startNumber, { timeout: 30_000 })
    .toBeGreaterThan((before?.tracks[0]?.startNumber ?? 0) + 1)
  stage.restart()
  await expect.poll(async () => (await stage.get(MANIFEST)).status, { timeout: 20_000 }).toBe(200)
  const after = firstOf(await manifest())
  expect(after?.id).toBe(before?.id)
  expect(after?.start).toBe(before?.start)
  expect(after?.tracks.map(({ offset }) => offset)).toEqual(
    before?.tracks.map(({ offset }) => offset),
  )
  const [video] = after?.tracks ?? []
  // What is listed is where its segments say that they are.
  const address = listedSegments(after ?? { tracks: [] }, 'video')[0] ?? ''
  expect(video?.begin).toBe(
    decodeTime(Buffer.from(await (await stage.get(`/streams/news/${address}`)).arrayBuffer())),
  )
})

function decodeTime(segment: Buffer): number {
  const at = segment.indexOf('tfdt')
  return Number(segment.readBigUInt64BE(at + 8))
}

type Runs = Parameters<Stage['air']>[0]

function air(runs: Runs): void {
  stage.air(runs, true, { hls: HLS, slate: SLATE })
}

/** The FFmpeg that a host would start for a test card. */
function encode(runId: string, renditions?: Rendition[]): ChildProcess {
  const spec = { ...transcodeSpec(renditions ? { renditions } : {}), hls: HLS }
  const child = startRun(stage, runId, { spec, facts: null, url: 'testcard://512x288@25' })
  running.push(child)
  return child
}

async function manifest(): Promise<string> {
  const response = await stage.get(MANIFEST)
  expect(response.headers.get('content-type')).toBe('application/dash+xml')
  return await response.text()
}

async function listed(name: string, count: number): Promise<void> {
  const there = async () => (await readList(stage, name))?.match(/#EXTINF/g)?.length ?? 0
  await expect.poll(there, { timeout: 30_000 }).toBeGreaterThanOrEqual(count)
}

async function shown(part: string, names = ['cmaf/hd', 'cmaf/low', 'cmaf/audio']): Promise<void> {
  const isShown = async () => {
    const lists = await Promise.all(names.map((name) => readList(stage, name)))
    return lists.every((text) => text?.includes(part))
  }
  await expect.poll(isShown, { timeout: 30_000 }).toBe(true)
}

function hasSlate(): boolean {
  return existsSync(join(stage.media, CHANNEL, 'slate'))
}

type Slot = { slot: string; uri: string; map: string | null }

async function slots(name: string): Promise<Slot[]> {
  const { segments } = await readMedia(stage, name)
  const base = `${stage.base}/streams/news/${name}`
  return segments.map(({ uri, map, duration, programDateTime }) => ({
    slot: `${programDateTime?.toISOString()} ${duration}`,
    uri: new URL(uri, base).href,
    map: map?.uri === undefined ? null : new URL(map.uri, base).href,
  }))
}

/** One file of what comes before segments and the segments. */
async function assembled(listed: readonly Slot[]): Promise<string> {
  const map = listed[0]?.map ?? null
  const addresses = [...(map === null ? [] : [map]), ...listed.map(({ uri }) => uri)]
  const parts = await Promise.all(
    addresses.map(async (uri) => Buffer.from(await (await fetch(uri)).arrayBuffer())),
  )
  const extension = (listed[0]?.uri ?? '').split('.').at(-1)
  const path = join(stage.media, `whole.${extension}`)
  writeFileSync(path, Buffer.concat(parts))
  return path
}

async function hashes(path: string, map: string): Promise<string[]> {
  const { stdout } = await run('ffmpeg', [
    '-v',
    'error',
    '-i',
    path,
    '-map',
    map,
    '-f',
    'framemd5',
    '-',
  ])
  return stdout
    .split('\n')
    .flatMap((line) => (line.startsWith('#') ? [] : [line.split(',').at(-1)?.trim() ?? '']))
}
