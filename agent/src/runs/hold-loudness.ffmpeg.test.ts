import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type ChannelSpec, ChannelSpec as Spec } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { startLiveSource } from '../../test/live-source.ts'
import { startSupervisor, type TestSupervisor, until } from '../../test/test-supervisor.ts'
import { realFfmpeg } from '../ffmpeg/ffmpeg-port.ts'
import { transcodeSpec } from '../ffmpeg/test/specs.ts'
import { agentPaths } from '../files/agent-paths.ts'
import { readLevel } from '../files/level-file.ts'
import { runToEnd } from '../process/run-to-end.ts'

const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }
const clock = { now: () => performance.timeOrigin + performance.now(), wall: () => Date.now() }
const PATIENT_MS = 50_000
const TARGET_LUFS = -23

let folder: string
let host: TestSupervisor
let source: Awaited<ReturnType<typeof startLiveSource>>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loudness-'))
  const paths = agentPaths(`${folder}/state`, `${folder}/media`)
  const program = { file: 'ffmpeg', env: { PATH: process.env.PATH } }
  const real = realFfmpeg(paths, clock, log, () => program)
  host = await startSupervisor(folder, { ffmpeg: real, allowCidrs: ['127.0.0.0/8'] })
})

afterEach(async () => {
  await host.supervisor.stopChannels()
  await host.close()
  source.close()
  rmSync(folder, { recursive: true, force: true })
})

const channel = () => host.channel()
const run = () => channel()?.run ?? null
const levels = () => readLevel(host.paths.level(makeChannel(1).id))
/** Of the main audio, and of what viewers can choose. */
const gains = () => [levels()?.gainDb ?? 0, levels()?.further.eng?.gainDb ?? 0] as const

/**
 * The main audio is about 3 LU below the target as it is put out: of 5.1 audio that is mixed to
 * stereo, or of one side alone. What viewers can choose is about 5 LU above it.
 */
const SOURCES = {
  transcode: {
    tone: 'sine=f=440:r=48000,volume=-15dB,pan=5.1|FL=c0|FR=c0|FC=c0|LFE=0*c0|BL=c0|BR=c0',
    codec: 'ac3',
    mix: 'stereo',
  },
  copy: {
    tone: 'sine=f=440:r=48000,volume=-8dB,pan=stereo|c0=c0|c1=0*c0',
    codec: 'aac',
    mix: 'left',
  },
} as const
const LOUD = 'sine=f=600:r=48000,pan=stereo|c0=c0|c1=c0'
const ENGLISH = { name: 'eng', track: { language: 'eng' } }

function liveWith({ tone, codec }: { tone: string; codec: string }) {
  return startLiveSource([
    ...['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=25', '-f', 'lavfi', '-i', tone],
    ...['-f', 'lavfi', '-i', LOUD, '-map', '0:v', '-map', '1:a', '-map', '2:a'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p'],
    ...['-c:a:0', codec, '-c:a:1', 'aac', '-metadata:s:a:1', 'language=eng'],
  ])
}

/** Of a track in the newest complete segment of the run that is shown, in LUFS. */
async function loudness(track: number): Promise<number> {
  const shown = run()
  if (shown === null) return Number.NaN
  const runDir = join(host.paths.runDir(makeChannel(1).id, shown.runId), 'main')
  const segments = readdirSync(runDir).filter((file) => file.endsWith('.ts'))
  // FFmpeg is at the last one still.
  const file = join(runDir, segments.sort().at(-2) ?? segments[0] ?? '')
  const { stderr } = await runToEnd(
    'ffmpeg',
    ['-nostdin', '-i', file, '-map', `0:a:${track}`, '-af', 'ebur128', '-f', 'null', '-'],
    { isTool: true, timeoutMs: 10_000, maxBytes: 1_000_000 },
  )
  return Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(stderr)?.[1] ?? Number.NaN)
}

test.each(['transcode', 'copy'] as const)(
  'the loudness of all audio of a channel to %s is brought to its target, and stays when FFmpeg dies',
  async (mode) => {
    const { output } = transcodeSpec()
    source = await liveWith(SOURCES[mode])
    const audio = { targetLufs: TARGET_LUFS, mix: SOURCES[mode].mix, renditions: [ENGLISH] }
    const wanted: Partial<ChannelSpec> = {
      on: true,
      sources: [{ id: sourceId(1), url: source.url }],
      output: Spec.shape.output.parse(mode === 'copy' ? { mode, audio } : { ...output, audio }),
    }
    host.offer(makeDesired(1, [makeChannel(1, wanted)]))
    await until(() => channel()?.state === 'running', 'running', PATIENT_MS)
    const areMoving = () => gains()[0] > 1.5 && gains()[1] < -3
    await until(areMoving, 'the gains', PATIENT_MS)
    const away = async () => {
      const found = [await loudness(0), await loudness(1)]
      return Math.max(...found.map((lufs) => Math.abs(lufs - TARGET_LUFS)))
    }
    await expect.poll(away, { timeout: PATIENT_MS, interval: 500 }).toBeLessThanOrEqual(1)
    const before = run()
    const held = gains()
    process.kill(before?.pid ?? 0, 'SIGKILL')
    const isNew = () => run()?.runId !== before?.runId && channel()?.state === 'running'
    await until(isNew, 'the run after', PATIENT_MS)
    const record = readFileSync(host.paths.record(run()?.runId as never), 'utf8')
    const begun = [...record.matchAll(/volume@gain=volume=(-?[\d.]+)dB/g)].map(([, gain]) =>
      Number(gain),
    )
    expect(begun).toHaveLength(2)
    // What was held may have moved on by a step.
    for (const [at, gain] of held.entries()) {
      expect(Math.abs((begun[at] ?? Number.NaN) - gain)).toBeLessThanOrEqual(0.5)
    }
    await expect.poll(away, { timeout: PATIENT_MS, interval: 500 }).toBeLessThanOrEqual(1)
    // Being told twice a second leaves nothing in its log.
    const written = readFileSync(host.paths.log(makeChannel(1).id, before?.runId as never), 'utf8')
    expect(written).not.toMatch(/volume@gain|azmq|Command reply/i)
  },
)
