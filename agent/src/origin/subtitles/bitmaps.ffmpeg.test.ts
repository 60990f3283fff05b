import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChannelSpec, SubtitleSettings } from '@cashbacktv/contract'
import { parse, types } from 'hls-parser'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  BITMAP_PID,
  bitmapInserter,
  bitmapPes,
  displaySet,
  drawnText,
  type MadeBitmap,
} from '../../../test/bitmap-stream.ts'
import { firstStamp } from '../../../test/white-pictures.ts'
import { segmentFolders } from '../../domain/plan-ffmpeg/hls-arguments.ts'
import { ladderOf } from '../../domain/plan-ffmpeg/ladder.ts'
import { TICKS } from '../../domain/transport-stream/clock.ts'
import { type AirLab, logoSpec, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { copySpec } from '../../ffmpeg/test/specs.ts'
import { writeLadder } from '../../files/ladder-file.ts'
import { readableLanguages } from '../../process/readable-languages.ts'
import { followBitmaps } from '../domain/bitmaps/follow-bitmaps.ts'
import { pgmOf, type TextPicture } from '../domain/bitmaps/text-picture.ts'
import { splitPes } from '../domain/subtitles/split-pes.ts'
import { FIRST, runFolder, type Stage, setStage } from '../test/stage.ts'
import { cuesIn, type DatedCue } from '../test/vtt-cues.ts'
import { openLetterReader } from './read-letters.ts'

const FRAME_MS = 40
const SOURCE_SECONDS = 16
const WANTED = SubtitleSettings.parse([{ name: 'tur', track: { language: 'tur' } }])
const TWO_LINES = ['Güneş bugün çok güçlü.', 'Şöyle bir çay içelim mi?']
/** What is seen from when to when, in seconds of the source. */
const SAID = [
  { from: 3.28, to: 6.28, lines: TWO_LINES },
  { from: 8, to: 11, lines: ['Yarın görüşürüz Ömer!'] },
]
/** White and grey, in Y, Cr, Cb and T. */
const COLOURS = { 1: [235, 128, 128, 0], 3: [126, 128, 128, 0] }
const log = { info: () => undefined, warn: () => undefined }

let lab: AirLab
let stage: Stage
let first: number
let drawn: MadeBitmap[]

beforeAll(async () => {
  lab = await startAirLab()
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', `testsrc2=s=512x288:r=25:d=${SOURCE_SECONDS},format=yuv420p`],
    ...['-f', 'lavfi', '-i', `sine=d=${SOURCE_SECONDS}`, '-shortest', '-c:a', 'aac'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-f', 'mpegts', 'plain.ts'],
  ])
  first = await firstStamp(join(lab.folder, 'plain.ts'))
  drawn = await Promise.all(SAID.map(({ lines }) => drawnText(lines)))
  const sent = SAID.flatMap(({ from, to }, index) => {
    const bitmap = drawn[index]
    return [
      at(from, { ...(bitmap ? { bitmap, y: 440, colours: COLOURS } : {}), version: 2 * index }),
      at(to, { version: 2 * index + 1 }),
    ]
  })
  const plain = readFileSync(join(lab.folder, 'plain.ts'))
  writeFileSync(join(lab.folder, 'bitmaps.ts'), bitmapInserter(() => sent)(plain))
})
afterAll(() => lab.close())
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

/** Sent a little ahead of the picture that it is seen with. */
function at(seconds: number, set: Parameters<typeof displaySet>[0]) {
  const pts = first + Math.round(seconds * TICKS)
  return { sentAt: pts - 0.4 * TICKS, pes: bitmapPes(displaySet(set), pts) }
}

describe('subtitles that are pictures of text', () => {
  test.each([
    ['copied', copySpec],
    ['encoded with a logo', logoSpec],
  ])(
    'are read as what they say, when they are seen: %s',
    async (_, makeSpec) => {
      await airLive('bitmaps.ts', withSubtitles(makeSpec()))
      const cues = await cuesOnAir()
      expect(new Set(cues.map(({ text }) => text))).toEqual(
        new Set(SAID.map(({ lines }) => lines.join('\n'))),
      )
      for (const { from, to, lines } of SAID) {
        const own = cues.filter(({ text }) => text === lines.join('\n'))
        expect(Math.abs(Math.min(...own.map((cue) => cue.from)) - from * 1000)).toBeLessThan(
          FRAME_MS,
        )
        expect(Math.abs(Math.max(...own.map((cue) => cue.to)) - to * 1000)).toBeLessThan(FRAME_MS)
      }
    },
    90_000,
  )

  test('are announced as such by a source, and hold nothing up where it has none', async () => {
    const facts = await lab.probed(lab.url('bitmaps.ts'))
    expect(facts.subtitleTracks).toEqual([
      expect.objectContaining({
        kind: 'bitmap',
        format: 'dvb',
        streamId: BITMAP_PID,
        language: 'tur',
      }),
    ])
    await airLive('plain.ts', withSubtitles(copySpec()))
    expect(await cuesOnAir()).toEqual([])
  }, 90_000)

  test('are drawn as FFmpeg draws them', async () => {
    await lab.ffmpeg([
      '-i',
      'bitmaps.ts',
      '-map',
      '0:s',
      '-c:s',
      'dvbsub',
      '-f',
      'mpegts',
      'other.ts',
    ])
    const pictures = (file: string) => {
      const { units } = splitPes(readFileSync(join(lab.folder, file)))
      const own = units.filter(({ data }) => data[0] === 0x20)
      return followBitmaps()
        .take(own)
        .flatMap(({ picture }) => picture ?? [])
    }
    const [ours, others] = [pictures('bitmaps.ts'), pictures('other.ts')]
    expect(ours).toHaveLength(SAID.length)
    expect(others.map(shapeOf)).toEqual(ours.map(shapeOf))
  }, 60_000)

  test('are read once each, and by nobody where no reader is', async () => {
    const picture = pictureOf(drawn[1])
    const letters = openLetterReader(log)
    const track = letters.track('news')
    const [one, other] = await Promise.all([track.read(picture, 'tr'), track.read(picture, 'tr')])
    expect([one.trim(), other]).toEqual([SAID[1]?.lines[0], one])
    expect(track.read(picture, 'tr')).toBe(one)
    await letters.close()
    expect(await track.read(picture, 'eng')).toBe('')
    const none = openLetterReader(log, '/nonexistent/reader')
    expect(await none.track('news').read(picture, 'tr')).toBe('')
    expect(await readableLanguages('/nonexistent/reader')).toEqual([])
    expect(await readableLanguages()).toEqual(expect.arrayContaining(['eng', 'tur']))
  }, 30_000)
})

/** What of it is dark, row by row. */
function shapeOf({ width, grey }: TextPicture): string[] {
  const all = Buffer.from(grey).map((one) => (one < 64 ? 35 : 46))
  return (
    Buffer.from(all)
      .toString('latin1')
      .match(new RegExp(`.{${width}}`, 'g')) ?? []
  )
}

function pictureOf(bitmap: MadeBitmap | undefined): TextPicture {
  if (bitmap === undefined) throw new Error('Nothing was drawn.')
  const unit = { pts: 0, data: Buffer.concat([Buffer.from([0x20, 0]), displaySet({ bitmap })]) }
  const [set] = followBitmaps().take([unit])
  if (!set?.picture) throw new Error('Nothing is seen.')
  expect(pgmOf(set.picture).toString('latin1', 0, 3)).toBe('P5\n')
  return set.picture
}

function withSubtitles(spec: ChannelSpec): ChannelSpec {
  return { ...spec, output: { ...spec.output, subtitles: WANTED } }
}

/** Has a run carry the source as fast as it is seen, where the origin publishes what comes of it. */
async function airLive(file: string, spec: ChannelSpec): Promise<void> {
  const facts = await lab.probed(lab.url(file))
  const folder = runFolder(stage.media, FIRST)
  const ladder = ladderOf(spec, facts)
  for (const path of segmentFolders(folder, ladder)) mkdirSync(path, { recursive: true })
  if (ladder !== null) writeLadder(folder, ladder)
  stage.air([{ runId: FIRST, ended: false }], true, {
    hls: { segmentSeconds: 2, windowSegments: 60 },
    audio: {
      language: null,
      renditions: [],
      subtitles: [{ name: 'tur', label: null, language: 'tr' }],
    },
  })
  await lab.carry(lab.url(file), { spec, facts, isPaced: true, plan: { runDir: folder } })
}

/** What there is to be read once all is listed, in milliseconds from the first picture on. */
async function cuesOnAir(): Promise<DatedCue[]> {
  const slots = async () => {
    const playlist = parse(await (await stage.get('/streams/news/subs-tur.m3u8')).text())
    return playlist instanceof types.MediaPlaylist ? [...playlist.segments] : []
  }
  const listed = async () => (await slots()).reduce((sum, { duration }) => sum + duration, 0)
  await expect.poll(listed, { timeout: 30_000 }).toBeGreaterThan(SOURCE_SECONDS - 2.1)
  const all = await slots()
  const began = all[0]?.programDateTime?.getTime() ?? 0
  const cues = await Promise.all(
    all.map(async ({ uri, programDateTime }) => {
      const text = await (await stage.get(`/streams/${uri.slice(3)}`)).text()
      const name = uri.split('/').at(-1)?.replace('.vtt', '.ts') ?? ''
      const picture = await firstStamp(join(runFolder(stage.media, FIRST), 'main', name))
      return cuesIn(text, { date: (programDateTime?.getTime() ?? 0) - began, first: picture })
    }),
  )
  return cues.flat()
}
