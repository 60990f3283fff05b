import { type ChildProcess, execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type AudioChoice, AudioSettings, type SourceFacts } from '@cashbacktv/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AirLab, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { expectSameSlots, publishedIndex, readList, startRun } from '../test/ladder-stage.ts'
import { CHANNEL, FIRST, SECOND, type Stage, setStage } from '../test/stage.ts'

/** Tones by which the tracks are told apart, in Hz. */
const [TURKISH, ENGLISH, DESCRIBED] = [440, 880, 1320]
const HLS = { segmentSeconds: 1, windowSegments: 6 }
const SLATE = { enabled: true, picture: null, language: 'en' }
const WANTED: AudioChoice[] = [
  { name: 'eng', label: null, track: { language: 'eng' } },
  { name: 'desc', label: 'Described, "by ear"', track: { kind: 'description' } },
]
const PLAYLISTS = ['main', 'audio', 'audio-eng', 'audio-desc']

let lab: AirLab
let stage: Stage
let running: ChildProcess[] = []
beforeAll(async () => {
  lab = await startAirLab()
  const [tur, eng, desc] = [tone(TURKISH), tone(ENGLISH), tone(DESCRIBED)]
  await source('three.ts', [tur, eng, desc], ['tur', 'eng', 'eng'])
  await source('one.ts', [tur], ['tur'])
  // English ends after five seconds; that of the other is in stereo, and the main audio is not.
  await source('ending.ts', [tur, tone(ENGLISH, 5)], ['tur', 'eng'])
  const stereo = `${tone(ENGLISH, 5)},aformat=channel_layouts=stereo`
  await source('unlike.ts', [tur, stereo], ['tur', 'eng'])
})
afterAll(() => lab.close())
beforeEach(async () => {
  stage = await setStage()
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running = []
  await stage.close()
})

test('viewers choose among the audio of a source, each with its language and what it is for', async () => {
  await air(FIRST, 'three.ts')
  const index = await published(4)
  const { audio = [] } = index.variants[0] ?? {}
  expect(audio).toMatchObject([
    { uri: 'audio.m3u8', name: 'Türkçe', language: 'tr', isDefault: true },
    { uri: 'audio-eng.m3u8', name: 'English', language: 'en', isDefault: false },
    {
      uri: 'audio-desc.m3u8',
      name: 'Described, ’by ear’',
      isDefault: false,
      characteristics: 'public.accessibility.describes-video',
    },
  ])
  expect(audio[2]?.language).toBeUndefined()
  await sameSlots()
  expect(await heard('audio')).toBe(TURKISH)
  expect(await heard('audio-eng')).toBe(ENGLISH)
  expect(await heard('audio-desc')).toBe(DESCRIBED)
})

test('where a source has not what was chosen, viewers hear its main audio, and it comes back by itself', async () => {
  await air(FIRST, 'one.ts')
  await published(4)
  await sameSlots()
  expect(await heard('audio-eng')).toBe(TURKISH)
  await air(SECOND, 'three.ts', [{ runId: FIRST, ended: true }])
  await expect
    .poll(async () => (await read('audio-eng'))?.split(SECOND).length ?? 0, { timeout: 30_000 })
    .toBeGreaterThan(4)
  await sameSlots()
  expect(await heard('audio-eng', SECOND)).toBe(ENGLISH)
})

test.each([
  ['is alike', 'ending.ts'],
  ['comes otherwise, as all is put out alike', 'unlike.ts'],
])(
  'of audio that ends within a run viewers hear the main one, which %s, and the rest is what it was',
  async (_how, file) => {
    await air(FIRST, file, [], WANTED.slice(0, 1))
    const missing = await stage.observed(
      ({ furtherAudioMissing = [] }) => furtherAudioMissing.length > 0,
    )
    expect(missing.furtherAudioMissing).toEqual(['eng'])
    expect(missing.soundMissingSince).toBeUndefined()
    await expect
      .poll(() => heard('audio-eng', FIRST).catch(() => null), { timeout: 30_000, interval: 500 })
      .toBe(TURKISH)
    expect(await heard('audio', FIRST)).toBe(TURKISH)
    await sameSlots(['main', 'audio', 'audio-eng'])
  },
)

test('a channel that is copied has the same choice, with its picture as it comes', async () => {
  await air(FIRST, 'three.ts', [], WANTED, 'copy')
  const index = await published(4)
  expect(index.variants.map(({ uri }) => uri)).toEqual(['main.m3u8'])
  expect(index.variants[0]?.audio.map(({ language }) => language)).toEqual(['tr', 'en', undefined])
  await sameSlots()
  expect(await heard('audio-eng')).toBe(ENGLISH)
  expect(await heard('audio')).toBe(TURKISH)
})

test('a slate has all playlists of audio too', async () => {
  await air(FIRST, 'three.ts')
  await published(4)
  await expect.poll(() => lists(['slate000-']), { timeout: 60_000, interval: 200 }).toEqual([true])
  await sameSlots()
})

/** Arguments of a tone, of so many seconds. */
function tone(hertz: number, seconds = 14): string {
  return `sine=f=${hertz}:r=48000:d=${seconds}`
}

async function source(file: string, tones: string[], languages: string[]): Promise<void> {
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', 'testsrc2=s=256x144:r=25:d=14'],
    ...tones.flatMap((one) => ['-f', 'lavfi', '-i', one]),
    ...['-map', '0:v', ...tones.flatMap((_, at) => ['-map', `${at + 1}:a`])],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-c:a', 'aac', '-b:a', '64k'],
    ...languages.flatMap((language, at) => [`-metadata:s:a:${at}`, `language=${language}`]),
    ...(tones.length === 3 ? ['-disposition:a:2', 'visual_impaired'] : []),
    ...['-f', 'mpegts', file],
  ])
}

/** The FFmpeg that a host would start for the source, on air. */
async function air(
  runId: string,
  file: string,
  before: { runId: string; ended: boolean }[] = [],
  renditions = WANTED,
  mode: 'transcode' | 'copy' = 'transcode',
): Promise<void> {
  const given = { ...transcodeSpec(), hls: HLS }
  const audio = AudioSettings.parse({ language: 'tur', renditions })
  if (given.output.mode === 'copy') throw new Error('It is to encode.')
  const output = mode === 'copy' ? { mode, audio } : { ...given.output, audio }
  const spec = { ...given, output }
  const url = lab.url(file)
  const facts: SourceFacts = await lab.probed(url)
  running.push(startRun(stage, runId, { spec, facts, url }))
  stage.air([...before, { runId, ended: false }], true, {
    hls: HLS,
    slate: SLATE,
    audio: { language: 'tur', renditions },
  })
}

const read = (name: string) => readList(stage, name)
const published = (count: number) => publishedIndex(stage, 'main', count)
const sameSlots = (names = PLAYLISTS) => expectSameSlots(stage, names)

/** Whether all playlists hold each of some texts. */
async function lists(parts: readonly string[]): Promise<boolean[]> {
  const texts = await Promise.all(PLAYLISTS.map(read))
  return parts.map((part) => texts.every((text) => text?.includes(part) ?? false))
}

const run = promisify(execFile)

/** The tone of the newest segment of a playlist, to the nearest of those there are; 0 for silence. */
async function heard(name: string, runId: string = FIRST): Promise<number> {
  const uris = ((await read(name)) ?? '').split('\n').filter((line) => line.includes(runId))
  const file = uris.at(-1)?.split(`${runId}/`)[1] ?? ''
  const path = join(stage.media, CHANNEL, 'runs', runId, file)
  const words = ['-v', 'error', '-i', path, '-ac', '1', '-ar', '48000', '-f', 's16le', '-']
  const { stdout } = await run('ffmpeg', words, { encoding: 'buffer', maxBuffer: 1e7 })
  const samples = new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1)
  const middle = samples.subarray(samples.length / 4, (samples.length * 3) / 4)
  if (middle.every((sample) => Math.abs(sample) < 50)) return 0
  let crossings = 0
  for (let at = 1; at < middle.length; at++) {
    if ((middle[at - 1] ?? 0) < 0 && (middle[at] ?? 0) >= 0) crossings++
  }
  const hertz = crossings / (middle.length / 48_000)
  return [TURKISH, ENGLISH, DESCRIBED].find((one) => Math.abs(one - hertz) < 60) ?? hertz
}
