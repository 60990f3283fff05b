import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { expectSameSlots, publishedIndex, readList, startRun } from '../test/ladder-stage.ts'
import { CHANNEL, FIRST, SECOND, type Stage, setStage } from '../test/stage.ts'

const RENDITIONS = [
  { name: 'hd', height: 180 },
  { name: 'low', height: 144, frameRate: 'half' as const },
]
const PLAYLISTS = ['hd', 'low', 'audio']
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

test('viewers of half the frame rate are told of it, and go through a slate and the next run as all do', async () => {
  const first = encode(FIRST)
  air([{ runId: FIRST, ended: false }])
  const { variants } = await publishedIndex(stage, 'low', 3)
  const rates = variants.map(({ uri, frameRate }) => [uri, frameRate])
  expect(Object.fromEntries(rates)).toEqual({ 'hd.m3u8': 50, 'low.m3u8': 25 })
  await expectSameSlots(stage, PLAYLISTS)
  const clip = join(stage.media, CHANNEL, 'slate', 'ladder.json')
  await expect.poll(() => existsSync(clip), { timeout: 60_000 }).toBe(true)
  first.kill('SIGKILL')
  await expect.poll(() => shown('slate000-'), { timeout: 20_000 }).toBe(true)
  expect(await rateOf(await addressOf('hd', 'slate000-'))).toBe('50/1')
  expect(await rateOf(await addressOf('low', 'slate000-'))).toBe('25/1')
  encode(SECOND)
  air([
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ])
  await expect.poll(() => shown(SECOND), { timeout: 30_000 }).toBe(true)
  await expectSameSlots(stage, PLAYLISTS)
})

function air(runs: Parameters<Stage['air']>[0]): void {
  stage.air(runs, true, { hls: HLS, slate: SLATE })
}

function encode(runId: string): ChildProcess {
  const spec = { ...transcodeSpec({ renditions: RENDITIONS }), hls: HLS }
  const child = startRun(stage, runId, { spec, facts: null, url: 'testcard://320x180@50' })
  running.push(child)
  return child
}

async function shown(part: string): Promise<boolean> {
  const lists = await Promise.all(PLAYLISTS.map((name) => readList(stage, name)))
  return lists.every((text) => text?.includes(part) ?? false)
}

async function addressOf(name: string, part: string): Promise<string> {
  const lines = (await readList(stage, name))?.split('\n') ?? []
  const line = lines.find((one) => !one.startsWith('#') && one.includes(part)) ?? ''
  return new URL(line, `${stage.base}/streams/news/${name}.m3u8`).href
}

async function rateOf(address: string): Promise<string> {
  const entries = ['-select_streams', 'v', '-show_entries', 'stream=r_frame_rate']
  const args = ['-v', 'error', '-of', 'csv=p=0', ...entries, address]
  const { stdout } = await promisify(execFile)('ffprobe', args)
  return stdout.trim().split('\n')[0] ?? ''
}
