import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChannelSpec, SubtitleSettings } from '@cashbacktv/contract'
import { parse, setOptions, types } from 'hls-parser'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  boxed,
  fillLine,
  type MadePage,
  pageLines,
  type SentLines,
  withTeletext,
} from '../../../test/teletext-stream.ts'
import { firstStamp, whiteDates } from '../../../test/white-pictures.ts'
import { ladderOf } from '../../domain/plan-ffmpeg/ladder.ts'
import { TICKS, wrapped } from '../../domain/transport-stream/clock.ts'
import { type AirLab, logoSpec, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { copySpec, transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { writeLadder } from '../../files/ladder-file.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { dashCues } from '../test/dash-cues.ts'
import { FIRST, runFolder, SECOND, type Stage, setStage } from '../test/stage.ts'
import { cuesIn, type DatedCue } from '../test/vtt-cues.ts'

setOptions({ strictMode: true })

/** The clock of the source is about to begin anew: its pictures are at either side of that. */
const CLOCK_SECONDS = 2 ** 33 / TICKS - 4
const FRAME_MS = 40
const [SEEN_AT, SEEN_SECONDS, SOURCE_SECONDS] = [3.28, 5, 14]
const WANTED = SubtitleSettings.parse([
  { name: 'tur', track: { page: 888 } },
  { name: 'deu', label: 'Deutsch', track: { language: 'deu' } },
])
const ANNOUNCED = [
  { language: 'tur', page: 888 },
  { language: 'deu', page: 777 },
]

let lab: AirLab
let stage: Stage
/** Ticks of the first picture of the source. */
let firstTicks: number
let plain: Buffer

beforeAll(async () => {
  lab = await startAirLab()
  // White as long as the subtitle is seen.
  const [from, to] = [SEEN_AT * 25, (SEEN_AT + SEEN_SECONDS) * 25]
  const white = `drawbox=c=white:t=fill:enable='gte(n,${from})*lt(n,${to})'`
  const picture = `color=black:s=512x288:r=25:d=${SOURCE_SECONDS},format=yuv420p,${white}`
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', `sine=d=${SOURCE_SECONDS}`],
    ...['-shortest', '-c:a', 'aac', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50'],
    ...['-bf', '2', '-f', 'mpegts', '-output_ts_offset', CLOCK_SECONDS.toFixed(3), 'plain.ts'],
  ])
  plain = readFileSync(join(lab.folder, 'plain.ts'))
  firstTicks = wrapped(await firstStamp(join(lab.folder, 'plain.ts')))
  const text = { 20: boxed('Cay & su < 3 --> evet'), 22: boxed('Sa$ol') }
  const german = { 22: boxed('\x5bpfel') }
  const sent = [
    shown(SEEN_AT, { page: 888, rows: text, option: 6 }, { page: 777, rows: german, option: 1 }),
    shown(SEEN_AT + 2, { page: 888, rows: text, option: 6 }),
    shown(SEEN_AT + SEEN_SECONDS, { page: 888, rows: {} }, { page: 777, rows: {} }),
  ]
  save('teletext.ts', sent)
})
afterAll(() => lab.close())
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

const ladder = [
  { name: 'hd', height: 288 },
  { name: 'sd', height: 144 },
]

describe('subtitles of teletext', () => {
  test.each([
    ['copied', copySpec],
    ['encoded with a logo', logoSpec],
    ['encoded as a ladder', () => transcodeSpec({ renditions: ladder })],
  ])(
    'are seen with the pictures they are of, in the same slots: %s',
    async (_, makeSpec) => {
      const spec = withSubtitles(makeSpec())
      await air(FIRST, 'teletext.ts', spec)
      const names = await expectSameSlots(spec)
      expect(await stage.playlist()).toMatch(MEDIA)
      const white = await whiteSpan(names[0] ?? '')
      const cues = await cuesOf('subs-tur')
      expect(new Set(cues.map(({ text }) => text))).toEqual(
        new Set(['Cay &amp; su &lt; 3 --&gt; evet\nSağol']),
      )
      expect(cues.length).toBeGreaterThan(2)
      expectSpan(cues, white)
      const german = await cuesOf('subs-deu')
      expect(new Set(german.map(({ text }) => text))).toEqual(new Set(['Äpfel']))
      expectSpan(german, white)
      expectAlike(await dashCues(stage), cues)
      // What was on air says the same.
      expect(await cuesOf('subs-tur', '?window=3600')).toEqual(cues)
    },
    90_000,
  )

  test('of a source that has none, or whose times are nonsense, hold nothing up', async () => {
    const spec = withSubtitles(copySpec())
    const noise = Buffer.from(Array.from({ length: 42 }, (_, at) => (at * 37) % 256))
    const page = (seconds: number, text: string, pts: number | null): SentLines => ({
      ...shown(seconds, { page: 888, rows: { 20: boxed(text) } }),
      pts,
    })
    save('damaged.ts', [
      page(1, 'one', at(1)),
      page(2, 'none', null),
      { sentAt: at(3), pts: at(3), lines: [noise, noise] },
      page(4, 'ahead', at(5000)),
      page(6, 'behind', at(-5000)),
      page(8, 'last', at(8)),
    ])
    await air(FIRST, 'damaged.ts', spec)
    await expectSameSlots(spec)
    const seen = (await cuesOf('subs-tur')).map(({ text }) => text)
    expect(seen).toContain('one')
    expect(seen.at(-1)).toBe('last')
    await air(SECOND, 'plain.ts', spec, [{ runId: FIRST, ended: true }])
    await expect
      .poll(async () => await textOf('subs-tur.m3u8'), { timeout: 30_000 })
      .toContain(SECOND)
    await expectSameSlots(spec)
    expect((await lastText('subs-tur')).split('\n')[0]).toBe('WEBVTT')
  }, 90_000)

  test('are encrypted, and have addresses that nobody can make up, where all of the channel has', async () => {
    const spec = withSubtitles(copySpec())
    const playback = {
      key: 'k'.repeat(43),
      signed: false,
      encrypted: true,
      ended: [],
      sites: [],
      networks: [],
      mostViewers: null,
    }
    await air(FIRST, 'teletext.ts', spec, [], { playback })
    await expectListed('subs-tur')
    const text = await textOf('subs-tur.m3u8')
    expect(text).toContain('#EXT-X-KEY:METHOD=AES-128')
    expect(text).toMatch(/\/sealed\/[\w-]+\.vtt/)
    const body = await lastText('subs-tur')
    expect(body).not.toContain('WEBVTT')
    const folder = join(runFolder(stage.media, FIRST), 'subs-tur')
    expect(readFileSync(join(folder, '00000001.vtt'), 'utf8')).toContain('WEBVTT')
    const open = await stage.get(`/streams/_/${CHANNEL_PATH}/${FIRST}/subs-tur/00000001.vtt`)
    expect(open.status).toBe(404)
  }, 60_000)

  test('go on as none while a slate is shown', async () => {
    const spec = withSubtitles(copySpec())
    await air(FIRST, 'teletext.ts', spec, [], {
      slate: { enabled: true, picture: null, language: 'en' },
    })
    await expect
      .poll(() => textOf('subs-tur.m3u8'), { timeout: 60_000, interval: 200 })
      .toContain('slate000-')
    await expectSameSlots(spec)
    expect(await lastText('subs-tur')).toBe('WEBVTT\n')
    // Players of DASH go on too, with none to be read.
    const read = await dashCues(stage)
    expect(read.length).toBeGreaterThan(2)
    expectAlike(read, await cuesOf('subs-tur'))
  }, 90_000)

  test('go on with what follows where an origin begins anew', async () => {
    const spec = withSubtitles(copySpec())
    await air(FIRST, 'teletext.ts', spec)
    await expectSameSlots(spec)
    const before = await cuesOf('subs-tur')
    stage.restart()
    await expect.poll(() => cuesOf('subs-tur'), { timeout: 20_000 }).toEqual(before)
  }, 60_000)
})

const CHANNEL_PATH = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'
const MEDIA =
  /#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="tur",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="subs-tur.m3u8"\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Deutsch",LANGUAGE="de",/

const at = (seconds: number) => wrapped(firstTicks + Math.round(seconds * TICKS))

/** Pages that are seen from then on, sent with the pictures before. */
function shown(seconds: number, ...pages: MadePage[]): SentLines {
  const lines = pages.flatMap((page) => [...pageLines(page), fillLine(Math.floor(page.page / 100))])
  return { sentAt: at(seconds - 0.2), pts: at(seconds), lines }
}

function save(file: string, sent: readonly SentLines[]): void {
  writeFileSync(join(lab.folder, file), withTeletext(plain, sent, ANNOUNCED))
}

function withSubtitles(spec: ChannelSpec): ChannelSpec {
  return { ...spec, output: { ...spec.output, subtitles: WANTED } }
}

/** Carries the source as a run of a channel does, and lets the origin publish what comes of it. */
async function air(
  runId: string,
  file: string,
  spec: ChannelSpec,
  before: { runId: string; ended: boolean }[] = [],
  change: object = {},
): Promise<void> {
  const facts = await lab.probed(lab.url(file))
  const { out } = await lab.carry(lab.url(file), { spec, facts })
  const folder = runFolder(stage.media, runId)
  mkdirSync(join(folder, '..'), { recursive: true })
  await runToEnd('cp', ['-r', out, folder], { timeoutMs: 10_000, maxBytes: 1000 })
  const made = ladderOf(spec, facts)
  if (made !== null) writeLadder(folder, made)
  const subtitles = WANTED.map(({ name, label, language, track }) => ({
    name,
    label,
    language: language ?? track.language ?? null,
  }))
  stage.air([...before, { runId, ended: false }], true, {
    hls: { segmentSeconds: 2, windowSegments: 60 },
    dvrWindowSeconds: 3600,
    audio: { language: null, renditions: [], subtitles },
    ...change,
  })
}

const textOf = async (file: string) => (await stage.get(`/streams/news/${file}`)).text()

async function expectListed(name: string): Promise<void> {
  await expect
    .poll(async () => (await textOf(`${name}.m3u8`)).match(/#EXTINF/g)?.length ?? 0, {
      timeout: 30_000,
    })
    .toBeGreaterThanOrEqual(6)
}

/** All playlists of the channel list the same slots; answers their names. */
async function expectSameSlots({ output }: ChannelSpec): Promise<string[]> {
  const pictures = output.mode === 'copy' ? ['main'] : output.renditions.map(({ name }) => name)
  const names = [...pictures, 'audio', 'subs-tur', 'subs-deu']
  await expectListed('subs-tur')
  const timeline = async (name: string) => {
    const lines = (await textOf(`${name}.m3u8`)).split('\n')
    return lines.filter((line) => line.startsWith('#')).join('\n')
  }
  await expect.poll(async () => new Set(await Promise.all(names.map(timeline))).size).toBe(1)
  return names
}

async function listed(file: string): Promise<types.Segment[]> {
  // Of the past it says which of it players may leave out, which this reader takes for low latency.
  const text = (await textOf(file)).replace(/#EXT-X-SERVER-CONTROL.*\n/, '')
  const playlist = parse(text)
  if (!(playlist instanceof types.MediaPlaylist)) throw new Error(`${file} lists no segments`)
  return [...playlist.segments]
}

/** What there is to be read, by the dates of its slots. */
async function cuesOf(name: string, query = ''): Promise<DatedCue[]> {
  const slots = await listed(`${name}.m3u8${query}`)
  const [picture] = await slotFiles()
  const cues = await Promise.all(
    slots.map(async (slot) => {
      const text = await textOf(`../${slot.uri.slice(3)}`)
      const file = slot.uri.split('/').at(-1)?.replace('.vtt', '.ts').slice(-11) ?? ''
      const first = await firstStamp(join(picture ?? '', file))
      return cuesIn(text, { date: slot.programDateTime?.getTime() ?? 0, first })
    }),
  )
  return cues.flat()
}

async function slotFiles(): Promise<string[]> {
  const { renditions } = JSON.parse(
    readFileSync(join(runFolder(stage.media, FIRST), 'ladder.json'), 'utf8'),
  )
  return renditions.map((name: string) => join(runFolder(stage.media, FIRST), name))
}

async function lastText(name: string): Promise<string> {
  const last = (await listed(`${name}.m3u8`)).at(-1)
  return textOf(`../${last?.uri.slice(3)}`)
}

async function whiteSpan(name: string): Promise<{ from: number; to: number }> {
  const playlist = parse(await textOf(`${name}.m3u8`))
  if (!(playlist instanceof types.MediaPlaylist)) throw new Error('It lists no segments.')
  const [folder = ''] = await slotFiles()
  const dates = await whiteDates(playlist, (uri) => join(folder, uri.split('/').at(-1) ?? ''))
  return { from: Math.min(...dates), to: Math.max(...dates) + FRAME_MS }
}

/** The same text at the same time, but for how dates and media are rounded. */
function expectAlike(cues: readonly DatedCue[], others: readonly DatedCue[]): void {
  expect(cues.map(({ text }) => text)).toEqual(others.map(({ text }) => text))
  const apart = cues.flatMap(({ from, to }, index) => [
    Math.abs(from - (others[index]?.from ?? Number.NaN)),
    Math.abs(to - (others[index]?.to ?? Number.NaN)),
  ])
  expect(Math.max(...apart)).toBeLessThan(FRAME_MS)
}

/** Without a gap from the first to the last, within a frame of what was meant. */
function expectSpan(cues: readonly DatedCue[], { from, to }: { from: number; to: number }): void {
  const [first, last] = [cues[0], cues.at(-1)]
  expect(Math.abs((first?.from ?? 0) - from)).toBeLessThan(FRAME_MS)
  expect(Math.abs((last?.to ?? 0) - to)).toBeLessThan(FRAME_MS)
  for (const [index, cue] of cues.slice(1).entries()) {
    expect(Math.abs(cue.from - (cues[index]?.to ?? 0))).toBeLessThanOrEqual(2)
  }
}
