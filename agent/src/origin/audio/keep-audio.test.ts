import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AacAudio, ChannelId, RunId } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TICKS } from '../../domain/transport-stream/clock.ts'
import { lastAudio } from '../domain/audio/find-audio.ts'
import { AUDIO_PID, makeSegment, speak } from '../domain/audio/test/make-segment.ts'
import { keepAudioFile } from './audio-file.ts'
import { type AudioKeeper, keepAudio } from './keep-audio.ts'

const FIRST = 'maaaaaa1-0123456789abcdef' as RunId
const SECOND = 'maaaaaa2-0123456789abcdef' as RunId
const STEREO: AacAudio = { sampleRateIndex: 3, channels: 2 }
const MONO: AacAudio = { sampleRateIndex: 4, channels: 1 }
const LENGTH = 2 * TICKS
const AT = Date.UTC(2026, 10, 24)

let folder: string
let warnings: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keep-audio-'))
  warnings = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('silence is of the audio that the run had last, though it had another before', () => {
  const keeper = origin()
  show(keeper, FIRST, 0, { audio: STEREO })
  show(keeper, FIRST, 1, { audio: MONO })
  const filled = show(keeper, FIRST, 2, { audio: MONO, until: 0 })
  expect(lastAudio(filled, AUDIO_PID)).toEqual(MONO)
})

test('a loss that lasts is told with its begin, over a restart too, until there is audio', () => {
  const before = origin()
  show(before, FIRST, 0, {})
  show(before, FIRST, 1, { until: 0 })
  expect(before.observe()).toEqual({})
  show(before, FIRST, 2, { until: 0 })
  const told = { soundMissingSince: new Date(AT + 2000).toISOString() }
  expect(before.observe()).toEqual(told)
  const after = origin()
  show(after, FIRST, 3, { until: 0 })
  expect(after.observe()).toEqual(told)
  show(after, FIRST, 4, {})
  expect(after.observe()).toEqual({})
  expect(warnings).toEqual([])
})

test('a run without a track, and one whose audio is of another time, are named', () => {
  const keeper = origin()
  show(keeper, FIRST, 0, {})
  for (const index of [1, 2]) show(keeper, FIRST, index, { until: 0 })
  show(keeper, FIRST, 3, { late: 5 * LENGTH })
  expect(keeper.observe()).toMatchObject({ outOfStepRunId: FIRST })
  for (const index of [0, 1]) show(keeper, SECOND, index, { until: 0, track: false })
  expect(keeper.observe()).toMatchObject({ tracklessRunId: SECOND })
  expect(keeper.observe()).not.toHaveProperty('outOfStepRunId')
})

test('off air nobody hears silence', () => {
  const keeper = origin()
  show(keeper, FIRST, 0, {})
  for (const index of [1, 2]) show(keeper, FIRST, index, { until: 0 })
  keeper.rest()
  expect(keeper.observe()).toEqual({})
})

test('what cannot be filled in is left as it is, said once, and nothing of the try is left behind', () => {
  const keeper = origin()
  show(keeper, FIRST, 0, {})
  const runs = join(folder, 'runs', FIRST)
  for (const index of [1, 2]) {
    // Where the filled segment would be written there is a folder.
    mkdirSync(join(runs, `0000000${index}.filled.ts`))
    const bytes = show(keeper, FIRST, index, { until: 0 })
    expect(lastAudio(bytes, AUDIO_PID)).toBeNull()
  }
  expect(warnings).toHaveLength(1)
  show(keeper, FIRST, 3, {})
  expect(readdirSync(runs).filter((name) => /^\d{8}\.ts$/.test(name))).toHaveLength(4)
})

test('no segment, an empty one and noise harm nothing', () => {
  const keeper = origin()
  mkdirSync(join(folder, 'runs', FIRST), { recursive: true })
  keeper.look({ runId: FIRST, file: '00000000.ts', durationSeconds: 2 }, AT)
  for (const noise of ['', 'x', 'G'.repeat(188 * 50)]) {
    writeFileSync(join(folder, 'runs', FIRST, '00000001.ts'), noise)
    keeper.look({ runId: FIRST, file: '00000001.ts', durationSeconds: 2 }, AT)
    expect(readFileSync(join(folder, 'runs', FIRST, '00000001.ts'), 'utf8')).toBe(noise)
  }
  expect(warnings).toEqual([])
})

function origin(): AudioKeeper {
  const log = { info: () => undefined, warn: (_: object, text: string) => void warnings.push(text) }
  const runsFolder = join(folder, 'runs')
  const memory = keepAudioFile(join(folder, 'sound.json'))
  return keepAudio({ runsFolder, channelId: 'a channel' as ChannelId, memory, log })
}

type Shown = { audio?: AacAudio; until?: number; late?: number; track?: boolean }

/** Writes a segment as FFmpeg would, has it looked at, and answers what viewers get. */
function show(keeper: AudioKeeper, runId: RunId, index: number, shown: Shown): Buffer {
  const { audio = STEREO, until = LENGTH, late = 0, track = true } = shown
  const start = 10 * LENGTH + index * LENGTH
  const spoken = speak(start - late, 0, until, audio)
  const file = `${String(index).padStart(8, '0')}.ts`
  const path = join(folder, 'runs', runId, file)
  mkdirSync(join(folder, 'runs', runId), { recursive: true })
  writeFileSync(path, makeSegment({ start, pictures: 50, audio, spoken, track }))
  keeper.look({ runId, file, durationSeconds: 2 }, AT + index * 2000)
  return readFileSync(path)
}
