import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { ChannelSpec, Source } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { startLiveSource } from '../../test/live-source.ts'
import { startSupervisor, type TestSupervisor, until } from '../../test/test-supervisor.ts'
import { realFfmpeg } from '../ffmpeg/ffmpeg-port.ts'
import { transcodeSpec } from '../ffmpeg/test/specs.ts'
import { agentPaths } from '../files/agent-paths.ts'
import { runToEnd } from '../process/run-to-end.ts'

const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }
const clock = { now: () => performance.timeOrigin + performance.now(), wall: () => Date.now() }
const PATIENT_MS = 50_000

let folder: string
let host: TestSupervisor
let closing: (() => void)[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'follow-'))
  closing = []
  const program = { file: 'ffmpeg', env: { PATH: process.env.PATH } }
  const real = realFfmpeg(
    agentPaths(`${folder}/state`, `${folder}/media`),
    clock,
    log,
    () => program,
  )
  host = await startSupervisor(folder, { ffmpeg: real, allowCidrs: ['127.0.0.0/8'] })
})

afterEach(async () => {
  await host.supervisor.stopChannels()
  await host.close()
  for (const close of closing) close()
  rmSync(folder, { recursive: true, force: true })
})

const lavfi = (graph: string) => ['-f', 'lavfi', '-i', graph]
const maps = (...streams: number[]) => streams.flatMap((stream) => ['-map', String(stream)])
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '25']
const made = (size: string, rate: number, audio: string[]) => [
  ...[...lavfi(`testsrc2=s=${size}:r=${rate}`), ...lavfi('sine=f=440:r=48000'), ...maps(0, 1)],
  ...[...X264, '-pix_fmt', 'yuv420p', '-c:a', ...audio],
]
const MULTIPLEX = [
  ...[...lavfi('testsrc2=s=160x90:r=25'), ...lavfi('testsrc2=s=320x180:r=25')],
  ...[...lavfi('sine=f=300:r=48000'), ...lavfi('sine=f=900:r=48000'), ...maps(0, 2, 1, 3)],
  ...[...X264, '-pix_fmt', 'yuv420p', '-c:a', 'mp2', '-program', 'program_num=101:st=0:st=1'],
  ...['-program', 'program_num=102:st=2:st=3'],
]

async function onAir(input: readonly string[], reading: Partial<Source> = {}) {
  const source = await startLiveSource(input)
  closing.push(source.close)
  offer(1, source.url, reading)
  await until(() => host.channel()?.run?.taken, 'what is taken', PATIENT_MS)
  await until(() => host.channel()?.state === 'running', 'running', PATIENT_MS)
  return source
}

function offer(revision: number, url: string, reading: Partial<Source> = {}, on = true): void {
  const { output } = transcodeSpec()
  const sources = [{ id: sourceId(1), url, ...reading }]
  const channel: Partial<ChannelSpec> = { on, output, sources }
  host.offer(makeDesired(revision, [makeChannel(1, channel)]))
}

const taken = () => host.channel()?.run?.taken

/** Of the newest complete segment of the run that is shown. */
async function segment() {
  const run = host.channel()?.run
  if (run === undefined || run === null) return null
  const runDir = host.paths.runDir(makeChannel(1).id, run.runId)
  const name = readdirSync(runDir)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .at(-1)
  if (name === undefined) return null
  const args = [
    '-v',
    'error',
    '-show_entries',
    'stream=codec_type,width,avg_frame_rate',
    '-of',
    'json',
  ]
  const limits = { isTool: true, timeoutMs: 10_000, maxBytes: 100_000 }
  const { stdout } = await runToEnd('ffprobe', [...args, join(runDir, name)], limits)
  return JSON.parse(stdout.toString()).streams as { codec_type: string; width?: number }[]
}

test('a source that is set up anew is played as it is, and so remembered', async () => {
  const source = await onAir(made('320x180', 25, ['aac', '-ac', '2']))
  expect(taken()).toMatchObject({
    video: { width: 320, framesPerSecond: 25 },
    audio: { codec: 'aac' },
  })
  source.become(made('640x360', 50, ['ac3', '-ac', '2']))
  await until(() => taken()?.video.width === 640, 'the new picture', PATIENT_MS)
  await until(() => host.channel()?.state === 'running', 'running', PATIENT_MS)
  expect(taken()).toMatchObject({ video: { framesPerSecond: 50 }, audio: { codec: 'ac3' } })
  const [picture, audio] = (await segment()) ?? []
  expect([picture, audio]).toMatchObject([
    { width: 640, avg_frame_rate: '50/1' },
    { codec_type: 'audio' },
  ])
})

test('of a multiplex the lowest programme is on air, and another when it is chosen', async () => {
  const source = await onAir(MULTIPLEX)
  expect(taken()).toMatchObject({ program: 101, video: { width: 160 } })
  expect(await segment()).toMatchObject([{ width: 160 }, { codec_type: 'audio' }])
  offer(2, source.url, { program: 102 })
  await until(() => taken()?.program === 102, 'the other programme', PATIENT_MS)
  await until(() => host.channel()?.state === 'running', 'running', PATIENT_MS)
  expect(await segment()).toMatchObject([{ width: 320 }, { codec_type: 'audio' }])
  offer(3, source.url, { program: 109 })
  const reason = () => host.channel()?.reason
  await until(() => reason()?.code === 'program-missing', 'the reason', PATIENT_MS)
  expect(reason()?.message).toContain('101, 102')
})
