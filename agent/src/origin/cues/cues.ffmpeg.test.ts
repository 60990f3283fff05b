import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelSpec } from '@cashbacktv/contract'
import { parse, setOptions, types } from 'hls-parser'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CUE_PID,
  type MadeCue,
  type PlacedCue,
  spliceInsert,
  withCues,
} from '../../../test/cue-stream.ts'
import { firstStamp, whiteDates } from '../../../test/white-pictures.ts'
import { ladderOf } from '../../domain/plan-ffmpeg/ladder.ts'
import { TICKS, wrapped } from '../../domain/transport-stream/clock.ts'
import { PACKET_BYTES, pidAt } from '../../domain/transport-stream/packet.ts'
import { openRunSight } from '../../ffmpeg/run-sight.ts'
import { type AirLab, logoSpec, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { copySpec, transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { writeLadder } from '../../files/ladder-file.ts'
import { writeRunClock } from '../../files/run-clock.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { dashBreaks } from '../test/dash-cues.ts'
import { FIRST, runFolder, type Stage, setStage } from '../test/stage.ts'

setOptions({ strictMode: true })

/** The clock of the source is about to begin anew: its pictures are at either side of that. */
const CLOCK_SECONDS = 2 ** 33 / TICKS - 4
const FRAME_MS = 40
const [BREAK_AT, BREAK_SECONDS, SOURCE_SECONDS] = [7.28, 4, 16]

let lab: AirLab
let stage: Stage
/** Ticks of the first picture of the source. */
let firstPicture: number

beforeAll(async () => {
  lab = await startAirLab()
  // White as long as the break lasts.
  const [from, to] = [BREAK_AT * 25, (BREAK_AT + BREAK_SECONDS) * 25]
  const white = `drawbox=c=white:t=fill:enable='gte(n,${from})*lt(n,${to})'`
  await lab.ffmpeg([
    ...[
      '-f',
      'lavfi',
      '-i',
      `color=black:s=512x288:r=25:d=${SOURCE_SECONDS},format=yuv420p,${white}`,
    ],
    ...['-f', 'lavfi', '-i', `sine=d=${SOURCE_SECONDS}`, '-shortest', '-c:a', 'aac'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-bf', '2', '-f', 'mpegts'],
    ...['-output_ts_offset', CLOCK_SECONDS.toFixed(3), 'plain.ts'],
  ])
  firstPicture = wrapped(await firstStamp(join(lab.folder, 'plain.ts')))
  const plain = readFileSync(join(lab.folder, 'plain.ts'))
  writeFileSync(join(lab.folder, 'cued.ts'), withCues(plain, [cue(3, BREAK_AT)]))
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

describe('a break that a source announces', () => {
  test.each([
    ['copied', copySpec],
    ['encoded with a logo', logoSpec],
    ['encoded as a ladder', () => transcodeSpec({ renditions: ladder })],
  ])('begins and ends in playlists where it does in the picture: %s', expectTrue, 90_000)

  test('at a moment in which the clock of its source jumps does not end the run', async () => {
    const again = ['-t', '6', '-c', 'copy', '-map', '0', '-output_ts_offset', '50000']
    await lab.ffmpeg(['-i', 'plain.ts', ...again, 'another.ts'])
    const before = withCues(readFileSync(join(lab.folder, 'plain.ts')), [cue(3, BREAK_AT)])
    const after = readFileSync(join(lab.folder, 'another.ts'))
    const clock = await firstStamp(join(lab.folder, 'another.ts'))
    const cues = [0, 4].map((seconds) => {
      const sentAt = clock + (seconds - 1) * TICKS
      return { sentAt, section: spliceInsert({ ...OUT, at: sentAt }) }
    })
    const jumped = withCues(after, cues)
    writeFileSync(join(lab.folder, 'jump.ts'), Buffer.concat([before, behindFirst(jumped)]))
    const spec: ChannelSpec = { ...copySpec(), cues: 'daterange' }
    const facts = await lab.probed(lab.url('cued.ts'))
    const { out } = await lab.carry(lab.url('jump.ts'), { spec, facts })
    const written = readFileSync(join(out, 'index.m3u8'), 'utf8')
    const seconds = [...written.matchAll(/#EXTINF:([\d.]+)/g)].map(([, length]) => Number(length))
    expect(seconds.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(SOURCE_SECONDS + 5)
  })
})

async function expectTrue(_: string, makeSpec: () => ChannelSpec): Promise<void> {
  const spec: ChannelSpec = { ...makeSpec(), cues: 'daterange' }
  await carry(spec)
  const playlists = await shownOf(spec)
  const folder = join(runFolder(stage.media, FIRST), NAMES_OF(spec).length === 1 ? '' : 'hd')
  const fileOf = (uri: string) => join(folder, uri.split('/').at(-1) ?? '')
  const dates = playlists[0] === undefined ? [] : await whiteDates(playlists[0], fileOf)
  const white = { from: Math.min(...dates), to: Math.max(...dates) + FRAME_MS }
  const ranges = playlists.map(rangesOf)
  expect(new Set(ranges.map((of) => JSON.stringify(of))).size).toBe(1)
  const [range, ...more] = ranges[0] ?? []
  expect(more).toEqual([])
  // What was on air says the same, and an origin that begins anew.
  const past = await textOf(`${NAMES_OF(spec)[0]}.m3u8?window=3600`)
  expect(past).toContain(rangeLine(await textOf(`${NAMES_OF(spec)[0]}.m3u8`)))
  stage.restart()
  await expect.poll(async () => (await shownOf(spec)).map(rangesOf)).toEqual(ranges)
  expect(Math.abs((range?.start?.getTime() ?? 0) - white.from)).toBeLessThan(FRAME_MS)
  expect(Math.abs(white.to - white.from - BREAK_SECONDS * 1000)).toBeLessThan(FRAME_MS)
  expect(range).toMatchObject({ plannedDuration: BREAK_SECONDS, duration: BREAK_SECONDS })
  const sent = spliceInsert({ ...OUT, at: at(BREAK_AT) })
  expect(Buffer.from((range?.attributes['SCTE35-OUT'] as Uint8Array) ?? [])).toEqual(sent)
  const [told, ...others] = await dashBreaks(stage)
  expect(others).toEqual([])
  expect(Math.abs((told?.date ?? Number.NaN) - white.from)).toBeLessThan(FRAME_MS)
  expect(told?.section).toEqual(sent)
}

const at = (seconds: number) => wrapped(firstPicture + seconds * TICKS)
const OUT: MadeCue = { eventId: 7, at: null, isOut: true, duration: BREAK_SECONDS * TICKS }

/** Of a break that begins at `start`, sent at `seconds`, both after the first picture. */
function cue(seconds: number, start: number): PlacedCue {
  return { sentAt: at(seconds), section: spliceInsert({ ...OUT, at: at(start) }) }
}

/** With its cue inside of the first picture: its time is known by then, and the picture is not. */
function behindFirst(stream: Buffer): Buffer {
  const packets = Array.from({ length: stream.length / PACKET_BYTES }, (_, index) =>
    stream.subarray(index * PACKET_BYTES, (index + 1) * PACKET_BYTES),
  )
  const from = packets.findIndex((packet) => pidAt(packet, 0) === CUE_PID)
  const [cue] = packets.splice(from, 1)
  if (cue !== undefined) packets.splice(from + 2, 0, cue)
  return Buffer.concat(packets)
}

/** Carries the source as a run of a channel does, and lets the origin publish what comes of it. */
async function carry(spec: ChannelSpec): Promise<void> {
  const facts = await lab.probed(lab.url('cued.ts'))
  expect(facts.cueTracks).toHaveLength(1)
  const { out, log } = await lab.carry(lab.url('cued.ts'), { spec, facts })
  writeFileSync(join(out, 'log'), log)
  const opened = openRunSight(join(out, 'log')).look()?.opened
  const renditions = ladderOf(spec, facts)
  const folder = runFolder(stage.media, FIRST)
  mkdirSync(join(folder, '..'), { recursive: true })
  await runToEnd('cp', ['-r', out, folder], { timeoutMs: 10_000, maxBytes: 1000 })
  if (renditions !== null) writeLadder(folder, renditions)
  writeRunClock(folder, { sourceStartSeconds: opened?.startSeconds ?? Number.NaN })
  const hls = { segmentSeconds: 2, windowSegments: 60 }
  stage.air([{ runId: FIRST, ended: false }], true, {
    hls,
    cues: spec.cues,
    dvrWindowSeconds: 3600,
  })
}

const NAMES_OF = ({ output }: ChannelSpec) =>
  output.mode === 'copy' || output.renditions.length === 1 ? ['index'] : ['hd', 'sd', 'audio']

const textOf = async (file: string) => (await stage.get(`/streams/news/${file}`)).text()

const rangeLine = (text: string) => /#EXT-X-DATERANGE.*/.exec(text)?.[0] ?? 'no range'

/** The playlists of the channel once the break is over in them. */
async function shownOf(spec: ChannelSpec): Promise<types.MediaPlaylist[]> {
  const [name = ''] = NAMES_OF(spec)
  await expect.poll(() => textOf(`${name}.m3u8`), { timeout: 60_000 }).toMatch(/,DURATION=/)
  return Promise.all(
    NAMES_OF(spec).map(async (one) => {
      const playlist = parse(await textOf(`${one}.m3u8`))
      if (!(playlist instanceof types.MediaPlaylist)) throw new Error(`${one} lists no segments`)
      return playlist
    }),
  )
}

function rangesOf({ segments }: types.MediaPlaylist): types.DateRange[] {
  return segments.flatMap(({ dateRange }) => dateRange ?? [])
}
