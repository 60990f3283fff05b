import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { hlsArguments } from '../../domain/plan-ffmpeg/hls-arguments.ts'
import { FIRST, runFolder, SECOND, type Stage, setStage } from '../test/stage.ts'

const HLS = { segmentSeconds: 2, windowSegments: 12 }
const SECONDS = 16

let clips: string
let stage: Stage
beforeAll(() => {
  clips = mkdtempSync(join(tmpdir(), 'audio-'))
})
afterAll(() => rmSync(clips, { recursive: true, force: true }))
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

test.each([
  { channels: 2, sampleRate: 48_000 },
  { channels: 1, sampleRate: 44_100 },
])(
  'audio of $channels channels that is lost on air and comes back is silent in between',
  async (audio) => {
    run(FIRST, clip(audio, 'lt(t,5)+gt(t,11)'))
    stage.air([{ runId: FIRST, ended: false }], true, { hls: HLS })
    const segments = await published(FIRST, 8)
    expectWhole(segments)
    const { mean, silent } = loudness(segments)
    expect(silent).toBeCloseTo(6, 0)
    expect(mean).toBeGreaterThan(-40)
  },
)

test('a run that starts without audio has a silent track, and the next one with audio is itself', async () => {
  const audio = { channels: 2, sampleRate: 48_000 }
  run(FIRST, clip(audio, '1'), 4)
  stage.air([{ runId: FIRST, ended: true }], true, { hls: HLS })
  await published(FIRST, 2)
  // What is known of the audio outlives the origin.
  stage.restart()
  run(SECOND, clip(audio, '1'), 8, ['-an'])
  const runs = [
    { runId: FIRST, ended: true },
    { runId: SECOND, ended: false },
  ]
  stage.air(runs, true, { hls: HLS })
  const segments = await published(SECOND, 4)
  expectWhole(segments)
  expect(loudness(segments).silent).toBeCloseTo(8, 0)
  const { soundMissingSince } = await stage.observed((air) => air.soundMissingSince !== undefined)
  expect(Date.parse(soundMissingSince ?? '')).toBeGreaterThan(Date.now() - 60_000)
})

test('what never had audio is published byte by byte as it is', async () => {
  run(FIRST, clip({ channels: 2, sampleRate: 48_000 }, '1'), 4, ['-an'])
  const before = readFileSync(join(runFolder(stage.media, FIRST), '00000000.ts'))
  stage.air([{ runId: FIRST, ended: false }], true, { hls: HLS })
  const [first] = await published(FIRST, 2)
  expect(readFileSync(first ?? '').equals(before)).toBe(true)
})

type Audio = { channels: number; sampleRate: number }

/** A source whose packets of audio are only there while `when` is true. */
function clip({ channels, sampleRate }: Audio, when: string): string {
  const file = join(clips, `${channels}-${sampleRate}-${when.replace(/\W/g, '-')}.ts`)
  const picture = `testsrc2=size=160x90:rate=25:duration=${SECONDS}`
  const tone = `sine=frequency=440:sample_rate=${sampleRate}:duration=${SECONDS}`
  ffmpeg([
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', tone, '-af', `aselect='${when}'`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1', '-g', '25', '-bf', '0'],
    ...['-c:a', 'aac', '-ac', String(channels), file],
  ])
  return file
}

/** What FFmpeg makes of it in copy mode. */
function run(runId: string, source: string, seconds = SECONDS, more: string[] = []): void {
  const folder = runFolder(stage.media, runId)
  mkdirSync(folder, { recursive: true })
  ffmpeg(['-i', source, '-t', String(seconds), '-c', 'copy', ...more, ...hlsArguments(HLS, folder)])
}

function ffmpeg(args: string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args])
}

/** Files of a run that has come on air: all that were complete then have been looked at. */
async function published(runId: string, count: number): Promise<string[]> {
  await stage.shown(runId)
  const names = Array.from({ length: count }, (_, at) => `${String(at).padStart(8, '0')}.ts`)
  return names.map((name) => join(runFolder(stage.media, runId), name))
}

/** Every segment decodes without a word, and together their audio covers their picture. */
function expectWhole(segments: readonly string[]): void {
  for (const file of [...segments, joined(segments)]) {
    const { stderr } = spawnSync('ffmpeg', ['-v', 'warning', '-i', file, '-f', 'null', '-'])
    expect(stderr.toString()).toBe('')
    const [picture, audio] = [times(file, 'v'), times(file, 'a')]
    expect(Math.abs((picture[0] ?? 0) - (audio[0] ?? 0))).toBeLessThan(0.3)
    expect(Math.abs((picture.at(-1) ?? 0) - (audio.at(-1) ?? 0))).toBeLessThan(0.3)
  }
  const audio = times(joined(segments), 'a')
  const steps = audio.slice(1).map((at, index) => at - (audio[index] ?? 0))
  expect(Math.max(...steps)).toBeLessThan(0.06)
  expect(Math.min(...steps)).toBeGreaterThan(0)
}

function joined(segments: readonly string[]): string {
  const file = join(clips, 'joined.ts')
  writeFileSync(file, Buffer.concat(segments.map((segment) => readFileSync(segment))))
  return file
}

/** Seconds of every packet of a track. */
function times(file: string, track: 'a' | 'v'): number[] {
  const question = ['-v', 'error', '-select_streams', track, '-show_entries', 'packet=pts_time']
  const answer = execFileSync('ffprobe', [...question, '-of', 'csv=p=0', file]).toString()
  return answer.split('\n').flatMap((line) => (line.trim() === '' ? [] : [Number.parseFloat(line)]))
}

/** Decibels of the audio as a whole, and its seconds without any. */
function loudness(segments: readonly string[]): { mean: number; silent: number } {
  const filters = 'volumedetect,silencedetect=noise=-60dB:duration=1'
  const args = ['-nostdin', '-i', joined(segments), '-vn', '-af', filters, '-f', 'null', '-']
  const said = spawnSync('ffmpeg', args).stderr.toString()
  const mean = Number(/mean_volume: (-?[\d.]+) dB/.exec(said)?.[1])
  const silent = [...said.matchAll(/silence_duration: ([\d.]+)/g)].map(([, text]) => Number(text))
  return { mean, silent: silent.reduce((sum, seconds) => sum + seconds, 0) }
}
