import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EncodingSettings } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePrivatePlaylist } from '../origin/domain/private-playlist.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { type AirLab, startAirLab } from './test/air-lab.ts'
import { transcodeSpec } from './test/specs.ts'

const LIMITS = { isTool: true, timeoutMs: 50_000, maxBytes: 50_000_000 }
const RENDITIONS = [
  { name: 'all', height: 180 },
  { name: 'half', height: 144, frameRate: 'half' as const },
]

let lab: AirLab
beforeAll(async () => {
  lab = await startAirLab()
  await source('25.ts', { rate: '25', pictures: 110 })
  await source('50.ts', { rate: '50', pictures: 220 })
  await source('59.ts', { rate: '60000/1001', pictures: 260 })
  // So that what follows it begins with the other one of a pair.
  await source('odd.ts', { rate: '50', pictures: 101 })
  await source('larger.ts', { rate: '50', pictures: 149, size: '640x360' })
  await lab.ffmpeg(['-i', 'concat:odd.ts|larger.ts', '-c', 'copy', 'changing.ts'])
})
afterAll(() => lab.close())

describe('a ladder with a rendition of half the frame rate', () => {
  it.each([
    { of: '50.ts', seconds: 1, pictures: [50, 25], rates: ['50/1', '25/1'] },
    { of: '50.ts', seconds: 1.5, pictures: [76, 38], rates: ['50/1', '25/1'] },
    { of: '59.ts', seconds: 1, pictures: [60, 30], rates: ['60000/1001', '30000/1001'] },
    { of: '25.ts', seconds: 1, pictures: [25, 25], rates: ['25/1', '25/1'] },
  ])('of $of in segments of $seconds s has each begin with one picture', async (shown) => {
    const [all, half] = await carry(shown.of, { seconds: shown.seconds })
    expect([all.rate, half.rate]).toEqual(shown.rates)
    for (const [at, { segments }] of [all, half].entries())
      expect(segments.map(({ pictures }) => pictures)).toEqual(
        segments.map(() => shown.pictures[at]),
      )
    expectInStep(all, half)
  })

  it('has its pictures in the same places where some refer to later ones', async () => {
    expectInStep(...(await carry('50.ts', { seconds: 1, bFrames: 2 })))
  })

  it('stays in step with the others where the source changes its size', async () => {
    expectInStep(...(await carry('changing.ts', { seconds: 1 })))
  })
})

/** Without the last segment, which ends with its source. */
type Carried = { rate: string; segments: Segment[]; times: number[] }
/** `light` of the first of its pictures, from 0 to 255. */
type Segment = { seconds: number; from: number; pictures: number; light: number }

async function carry(
  file: string,
  { seconds, bFrames = 0 }: { seconds: number } & Partial<EncodingSettings>,
): Promise<[all: Carried, half: Carried]> {
  const spec = transcodeSpec({ renditions: RENDITIONS })
  const { output } = spec
  if (output.mode !== 'transcode') throw new Error('This needs a channel that transcodes.')
  const encoding = { ...output.encoding, bFrames }
  const hls = { ...spec.hls, segmentSeconds: seconds }
  const { out } = await lab.carry(lab.url(file), {
    spec: { ...spec, hls, output: { ...output, encoding } },
  })
  return [await readRendition(join(out, 'all')), await readRendition(join(out, 'half'))]
}

/** By its keyframes, of which each has to begin a segment, and no other picture. */
async function readRendition(folder: string): Promise<Carried> {
  const listed = parsePrivatePlaylist(readFileSync(join(folder, 'index.m3u8'), 'latin1'))
  const whole = join(folder, 'whole.ts')
  for (const { file } of listed) appendFileSync(whole, readFileSync(join(folder, file)))
  const { packets, streams } = await probed(whole)
  const times = packets.map(({ pts_time }) => Number(pts_time)).toSorted((a, b) => a - b)
  const begins = packets.flatMap(({ flags, pts_time }) => (flags.includes('K') ? [+pts_time] : []))
  expect(begins).toHaveLength(listed.length)
  const light = await keyframeLight(whole)
  const segments = listed.slice(0, -1).map(({ durationSeconds }, at) => {
    const [from = 0, until = 0] = begins.slice(at, at + 2)
    const pictures = times.filter((time) => time >= from && time < until).length
    return { seconds: durationSeconds, from, pictures, light: light[at] ?? Number.NaN }
  })
  return { rate: streams[0]?.r_frame_rate ?? '', segments, times }
}

/** Each segment begins with the same picture in both, and lasts as long. */
function expectInStep(all: Carried, half: Carried): void {
  const placeOf = ({ seconds, from }: Segment) => ({ seconds, from })
  expect(half.segments.length).toBeGreaterThan(1)
  expect(half.segments.map(placeOf)).toEqual(all.segments.map(placeOf))
  for (const [at, { light }] of half.segments.entries())
    expect(Math.abs(light - (all.segments[at]?.light ?? Number.NaN))).toBeLessThan(30)
  const known = new Set(all.times)
  expect(half.times.filter((time) => !known.has(time))).toEqual([])
}

type Probed = {
  packets: { pts_time: string; flags: string }[]
  streams: { r_frame_rate: string }[]
}

async function probed(file: string): Promise<Probed> {
  const entries = 'packet=pts_time,flags:stream=r_frame_rate'
  const args = ['-v', 'error', '-of', 'json', '-select_streams', 'v', '-show_entries', entries]
  const { stdout } = await runToEnd('ffprobe', [...args, file], LIMITS)
  return JSON.parse(stdout.toString())
}

async function keyframeLight(file: string): Promise<number[]> {
  const input = ['-v', 'error', '-skip_frame', 'nokey', '-i', file, '-fps_mode', 'passthrough']
  const small = ['-an', '-vf', 'scale=1:1,format=gray', '-f', 'rawvideo', '-']
  const { stdout } = await runToEnd('ffmpeg', [...input, ...small], LIMITS)
  return [...stdout]
}

type Wanted = { rate: string; pictures: number; size?: string }

/** Light and dark pictures by turns, so that one is told from the next. */
async function source(name: string, { rate, pictures, size = '320x180' }: Wanted): Promise<void> {
  const light = "drawbox=c=white:t=fill:enable='mod(n\\,2)'"
  const [count = 0, over = 1] = rate.split('/').map(Number)
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', `color=c=0x202020:s=${size}:r=${rate},${light}`],
    ...['-f', 'lavfi', '-i', 'sine=sample_rate=48000', '-ac', '2', '-c:a', 'aac'],
    ...['-frames:v', String(pictures), '-t', String((pictures * over) / count)],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-bf', '0', name],
  ])
}
