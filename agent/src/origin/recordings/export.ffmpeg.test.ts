import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AudioOnAir,
  ChannelId,
  type ExportObservation,
  RecordingId,
} from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordingFolder } from '../../files/recording-folder.ts'
import { splitFile } from '../audio/split-file.ts'
import { type DvrSlot, hourOf } from '../domain/dvr/dvr-slot.ts'
import { openArchives } from '../dvr/archives.ts'
import { openDvrDisk } from '../dvr/dvr-disk.ts'
import { readIndex } from '../dvr/hour-index.ts'
import { type Exports, keepExports } from './keep-exports.ts'

const CHANNEL = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
const RUNS = ['maaaaaa1-0123456789abcdef', 'maaaaaa2-0123456789abcdef'] as const
const NOON = Date.UTC(2026, 0, 1, 12)
const HOUR = hourOf(NOON)
const SAID: AudioOnAir = {
  language: 'tur',
  renditions: [{ name: 'eng', label: null, track: { language: 'eng' } }],
}
const LOG = { info: () => undefined, warn: () => undefined }

let dvr: string
let folder: string
let exports: Exports

beforeEach(() => {
  dvr = mkdtempSync(join(tmpdir(), 'export-'))
  folder = join(dvr, CHANNEL)
  mkdirSync(join(folder, HOUR), { recursive: true })
  exports = open()
})
afterEach(async () => {
  await exports.close()
  rmSync(dvr, { recursive: true, force: true })
})

function open(): Exports {
  const disk = openDvrDisk(dvr, LOG)
  const archives = openArchives({ mediaDir: dvr, dvrDir: dvr, disk, pinned: () => [], log: LOG })
  const audioOf = () => SAID
  return keepExports({ archives, disk, audioOf, isOnAir: () => true, log: LOG })
}

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast']
const hevc = (preset: string) => [
  ...['-c:v', 'libx265', '-preset', preset, '-pix_fmt', 'yuv420p'],
  ...['-x265-params', 'log-level=error:scenecut=0:open-gop=0:repeat-headers=1'],
]

/** Segments of two seconds as a run leaves them, whose clock begins anywhere. */
function run(
  runId: string,
  seconds: number,
  from: number,
  offset: number,
  tones: readonly number[] = [],
  video: readonly string[] = H264,
  audio: readonly string[] = ['-c:a', 'aac'],
): DvrSlot[] {
  const raw = join(dvr, 'raw')
  mkdirSync(raw, { recursive: true })
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=160x90:r=25:d=${seconds}`],
    ...[440, ...tones].flatMap((f) => ['-f', 'lavfi', '-i', `sine=f=${f}:r=48000:d=${seconds}`]),
    ...['-map', '0:v', '-map', '1:a', ...tones.flatMap((_, at) => ['-map', `${at + 2}:a`])],
    ...[...video, '-bf', '0', '-g', '50', ...audio],
    ...['-output_ts_offset', String(offset), '-f', 'segment', '-segment_time', '2'],
    ...['-segment_format', 'mpegts', join(raw, `${runId}-%08d.ts`)],
  ])
  const names = readdirSync(raw).filter((name) => name.startsWith(runId))
  return names.toSorted().map((name, at) => {
    const bytes = readFileSync(join(raw, name))
    writeFileSync(join(folder, HOUR, name), bytes)
    return {
      path: `${HOUR}/${name}`,
      bytes: bytes.length,
      durationSeconds: 2,
      number: from + at,
      discontinuityNumber: from === 0 ? 0 : 1,
      discontinuity: from > 0 && at === 0,
      programDateTime: new Date(NOON + (from + at) * 2000).toISOString(),
    }
  })
}

function keep(slots: readonly DvrSlot[]): void {
  const lines = slots.map((slot) => `\n${JSON.stringify(slot)}`)
  writeFileSync(join(folder, HOUR, 'index.jsonl'), lines.join(''))
}

const SPEC = {
  id: RecordingId.parse('00000000-0000-4000-8000-0000000000a1'),
  channelId: CHANNEL,
  key: '0'.repeat(32),
  rollingSeconds: null,
  isExported: true,
  uploadedAs: null,
  from: new Date(NOON).toISOString(),
  to: new Date(NOON + 60_000).toISOString(),
}

async function made(of: Exports): Promise<ExportObservation> {
  const isOver = () => {
    of.look([SPEC], Date.now())
    return /ready|failed/.test(of.of(SPEC)?.state ?? '')
  }
  await expect.poll(isOver, { timeout: 30_000 }).toBe(true)
  const found = of.of(SPEC)
  if (found === null) throw new Error('Nothing is known of it.')
  return found
}

const probe = (file: string, ...words: string[]) =>
  JSON.parse(
    execFileSync('ffprobe', ['-v', 'error', '-of', 'json', ...words, file], { encoding: 'utf8' }),
  )

test('two runs with a lost segment between are one file that plays on, with a chapter each', async () => {
  const [first, second] = [run(RUNS[0], 12, 0, 5000), run(RUNS[1], 8, 6, 77)]
  const lost = first[4]
  const slots = [...first, ...second].map((one) =>
    one === lost ? { ...one, isMissing: true } : one,
  )
  keep(slots)
  // What an origin that was killed has left behind.
  const { work, file } = recordingFolder(folder, SPEC)
  mkdirSync(work, { recursive: true })
  writeFileSync(join(work, 'recording.mp4'), 'half of it')
  const found = await made(exports)
  expect(found).toMatchObject({ state: 'ready', progress: 1, seconds: 18, chapters: 3 })
  const bytes = readFileSync(file)
  expect(found.bytes).toBe(bytes.length)
  expect(found.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  // The table of contents is before the media.
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  expect(readdirSync(join(work, '..')).toSorted()).toEqual(['file.json', 'recording.mp4'])
  const { format, chapters } = probe(file, '-show_format', '-show_chapters')
  expect(Math.abs(Number(format.duration) - 18)).toBeLessThan(0.3)
  expect(chapters.map((one: { tags: { title: string } }) => one.tags.title)).toEqual([
    '2026-01-01 12:00:00 UTC',
    '2026-01-01 12:00:10 UTC',
    '2026-01-01 12:00:12 UTC',
  ])
  for (const stream of ['v:0', 'a:0']) {
    const { packets } = probe(file, '-select_streams', stream, '-show_entries', 'packet=dts_time')
    const times = packets.map((one: { dts_time: string }) => Number(one.dts_time))
    const steps = times.slice(1).map((time: number, at: number) => time - times[at])
    expect(Math.min(...steps)).toBeGreaterThan(0)
    expect(Math.max(...steps)).toBeLessThan(0.2)
  }
  // It decodes without a word.
  const decoded = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'null', '-'])
  expect(decoded.toString()).toBe('')
}, 60_000)

/** The same with audio beside the pictures, as a ladder of one rendition has it. */
function asLadder(slots: readonly DvrSlot[], further: readonly string[]): DvrSlot[] {
  return slots.map((slot) => {
    const file = slot.path.slice(HOUR.length + 1)
    const hour = join(folder, HOUR)
    mkdirSync(join(hour, 'main'), { recursive: true })
    renameSync(join(hour, file), join(hour, 'main', file))
    splitFile({ folder: hour, rendition: 'main', file, durationSeconds: 2, further })
    const renditions = [{ name: 'main', bytes: 1000 }]
    const moreAudio = further.map((name) => ({ name, bytes: 9 }))
    return { ...slot, ladder: { renditions, audio: 9, moreAudio } }
  })
}

test('a file has all audio of its channel, each with its language', async () => {
  const names = ['audio-eng']
  const slots = asLadder(run(RUNS[0], 8, 0, 40, [880]), names)
  keep(slots)
  await made(exports)
  const { streams } = probe(recordingFolder(folder, SPEC).file, '-show_streams')
  const told = (one: { codec_type: string; tags: { language: string } }) => {
    return [one.codec_type, one.tags.language]
  }
  // Chapters are a track of data.
  const media = streams.filter((one: { codec_type: string }) => one.codec_type !== 'data')
  expect(media.map(told)).toEqual([
    ['video', 'und'],
    ['audio', 'tur'],
    ['audio', 'eng'],
  ])
}, 60_000)

test('a file holds the codec that most of a recording has, HEVC as players of Apple take it', async () => {
  const before = run(RUNS[0], 4, 0, 5000, [], hevc('superfast'))
  // As slates of an FFmpeg that has no HEVC, whose parameters are others.
  const between = run('slate000-0123456789abcdef', 4, 2, 9)
  const after = run(RUNS[1], 4, 4, 77, [], hevc('ultrafast'))
  keep([...before, ...between, ...after, ...run('slate000-0123456789abcdee', 2, 6, 9)])
  const told = { state: 'ready', seconds: 8, chapters: 2, leftOutSeconds: 6 }
  expect(await made(exports)).toMatchObject(told)
  const later = open()
  later.look([SPEC], Date.now())
  expect(later.of(SPEC)).toMatchObject(told)
  const { file } = recordingFolder(folder, SPEC)
  const { streams } = probe(file, '-show_streams', '-select_streams', 'v')
  expect(streams[0]).toMatchObject({ codec_name: 'hevc', codec_tag_string: 'hvc1' })
  const { stderr } = spawnSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'null', '-'])
  expect(stderr.toString()).toBe('')
}, 60_000)

const AUDIO = {
  aac: ['-c:a', 'aac', '-ac', '2'],
  mono: ['-c:a', 'aac', '-ar', '44100', '-ac', '1'],
  ac3: ['-c:a', 'ac3', '-ac', '2'],
  mp2: ['-c:a', 'mp2', '-ac', '2'],
  none: ['-an'],
}
type Kind = keyof typeof AUDIO

/** Hz of what is heard in half a second of a file, by how often it crosses zero. */
function toneAt(file: string, seconds: number): number {
  const pcm = execFileSync('ffmpeg', [
    ...['-v', 'error', '-i', file, '-ss', String(seconds), '-t', '0.5'],
    ...['-vn', '-ac', '1', '-ar', '48000', '-f', 's16le', '-'],
  ])
  let [crossings, isBelow] = [0, false]
  for (let at = 0; at + 1 < pcm.length; at += 2) {
    const value = pcm.readInt16LE(at)
    if (isBelow && value > 100) crossings++
    if (Math.abs(value) > 100) isBelow = value < 0
  }
  return crossings * 2
}

/** MPEG audio of any layer goes by one name in MP4. */
test.each<[string, string, Kind[]]>([
  ['AC-3, a slate of AAC, AC-3', 'ac3', ['ac3', 'aac', 'ac3']],
  ['MP2, a slate of AAC, MP2, and AAC of another source', 'mp3', ['mp2', 'aac', 'mp2', 'mono']],
  ['AAC, then of one channel at another rate, then again', 'aac', ['aac', 'mono', 'aac', 'aac']],
  ['AAC, AC-3, AAC', 'aac', ['aac', 'ac3', 'aac']],
  ['MP2, none at all, MP2', 'mp3', ['mp2', 'none', 'mp2']],
])(
  'a file of %s is as long as it was, with its audio in step',
  async (_what, codec, kinds) => {
    const tones = [400, 1000, 1600, 2200]
    const slots = kinds.flatMap((kind, at) => {
      const name =
        kind === 'aac' && at === 1 ? 'slate000-0123456789abcdef' : `maaaaaa${at}-0123456789abcdef`
      const audio = ['-af', `aeval=0.2*sin(2*PI*${tones[at]}*t)`]
      const words = kind === 'none' ? AUDIO.none : [...audio, ...AUDIO[kind]]
      return run(name, 6, at * 3, (at * 7777) % 20_000, [], H264, words).map((slot) => {
        return { ...slot, discontinuityNumber: at }
      })
    })
    keep(slots)
    expect(await made(exports)).toMatchObject({ state: 'ready', seconds: kinds.length * 6 })
    const { file } = recordingFolder(folder, SPEC)
    const { streams, format } = probe(file, '-show_streams', '-show_format')
    const heard = streams.filter((one: { codec_type: string }) => one.codec_type === 'audio')
    expect(heard.map((one: { codec_name: string }) => one.codec_name)).toEqual([codec])
    expect(Math.abs(Number(format.duration) - kinds.length * 6)).toBeLessThan(0.3)
    for (const stream of ['v:0', 'a:0']) {
      const { packets } = probe(file, '-select_streams', stream, '-show_entries', 'packet=dts_time')
      const times = packets.map((one: { dts_time: string }) => Number(one.dts_time))
      const steps = times.slice(1).map((time: number, at: number) => time - times[at])
      expect(Math.min(...steps)).toBeGreaterThan(0)
      expect(Math.max(...steps)).toBeLessThan(0.25)
    }
    for (const [at, kind] of kinds.entries()) {
      const tone = kind === 'none' ? 0 : (tones[at] ?? 0)
      // Soon after the seam before it, in its middle, and just before the seam after it.
      for (const seconds of [0.3, 2.7, 5.2]) {
        const heard = toneAt(file, at * 6 + seconds)
        expect([at, seconds, Math.round((heard - tone) / 50)]).toEqual([at, seconds, 0])
      }
    }
    const { stderr } = spawnSync('ffmpeg', ['-v', 'error', '-i', file, '-vn', '-f', 'null', '-'])
    expect(stderr.toString()).toBe('')
  },
  90_000,
)

test('of a ladder whose audio changed its rate all audio is as most of it was', async () => {
  const one = run(RUNS[0], 8, 0, 40, [880])
  const other = run(RUNS[1], 4, 4, 900, [880], H264, ['-c:a', 'aac', '-ar', '44100'])
  const slots = asLadder([...one, ...other], ['audio-eng'])
  keep(slots)
  expect(await made(exports)).toMatchObject({ state: 'ready', seconds: 12, chapters: 2 })
  const { file } = recordingFolder(folder, SPEC)
  const { streams } = probe(file, '-show_streams', '-select_streams', 'a')
  const told = streams.map((one: { sample_rate: string; tags: { language: string } }) => {
    return [one.sample_rate, one.tags.language]
  })
  expect(told).toEqual([
    ['48000', 'tur'],
    ['48000', 'eng'],
  ])
  for (const seconds of [4, 10]) {
    expect(Math.abs(toneAt(file, seconds) - 440)).toBeLessThan(20)
  }
}, 60_000)

test('a file that is there is found again, and goes with its recording', async () => {
  keep(run(RUNS[0], 4, 0, 0))
  const { sha256 } = await made(exports)
  const later = open()
  later.look([SPEC], Date.now())
  expect(later.of(SPEC)).toMatchObject({ state: 'ready', sha256 })
  later.tidy([])
  expect(readdirSync(folder)).toEqual([HOUR])
  expect(readIndex(join(folder, HOUR))).toHaveLength(2)
}, 60_000)

test('of a time of which nothing is kept no file is made, and it is said why', async () => {
  keep([])
  expect(await made(exports)).toMatchObject({
    state: 'failed',
    reason: { code: 'recording-empty' },
  })
})
