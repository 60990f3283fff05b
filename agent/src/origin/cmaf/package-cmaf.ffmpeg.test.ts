import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TICKS } from '../../domain/transport-stream/clock.ts'
import { initSection } from '../domain/cmaf/init-section.ts'
import { mediaSegment } from '../domain/cmaf/media-segment.ts'
import { readTrack, readTrackStart } from '../domain/cmaf/read-track.ts'
import type { CmafTrack, TrackConfig } from '../domain/cmaf/track.ts'

const SEGMENTS = 3
const RATE = '25'
const HEAD_BYTES = 300 * 188
/** Ticks of the clock: of audio FFprobe counts whole ones for each frame behind the first of a PES packet. */
const ROUNDING = 6
const H264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p']
const GROUPS = ['-g', '25', '-bf', '2', '-x264-params', 'scenecut=0']
const PLAIN = [...H264, ...GROUPS]
const AAC = ['-c:a', 'aac', '-ar', '48000']

type Making = {
  rate?: string
  size?: string
  video: string[]
  audio: string[]
  /** Files name both layers of MPEG alike, and FFmpeg has decoders of its own for each. */
  isLayer2?: boolean
  codecs: RegExp
}
const INTERLACED = [
  '-flags',
  '+ildct+ilme',
  '-x264-params',
  'tff=1:scenecut=0',
  '-vf',
  'setsar=16/11',
]
const COLOURS = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']
const H265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
const QUIET = 'log-level=none:keyint=25:scenecut=0'
/** Numbers for each of 16 places, whatever they are. */
const MATRIX = Array.from({ length: 16 }, (_, at) => 10 + at).join(',')
const MATRICES = `cqm4i=${MATRIX}:cqm4p=${MATRIX}:scenecut=0:bframes=3`
const MADE: Record<string, Making> = {
  'b-frames and stereo': {
    video: PLAIN,
    audio: [...AAC, '-ac', '2'],
    codecs: /^avc1\.64000c mp4a\.40\.2$/,
  },
  '29.97 and mono of 44.1 kHz': {
    rate: '30000/1001',
    video: [...PLAIN, ...COLOURS],
    audio: ['-c:a', 'aac', '-ar', '44100', '-ac', '1'],
    codecs: /^avc1\.64000d mp4a\.40\.2$/,
  },
  'interlaced pictures and six channels': {
    size: '720x576',
    video: [...H264, '-g', '25', '-bf', '2', ...INTERLACED],
    audio: [...AAC, '-ac', '6'],
    codecs: /^avc1\.64001e mp4a\.40\.2$/,
  },
  'ten bits of 4:2:2 with scaling matrices': {
    rate: '50',
    video: [...H264, '-pix_fmt', 'yuv422p10le', '-g', '50', '-x264-params', MATRICES],
    audio: [...AAC, '-ac', '2'],
    codecs: /^avc1\.7a0015 mp4a\.40\.2$/,
  },
  'groups that are open': {
    video: [...H264, '-g', '25', '-x264-params', 'open-gop=1:scenecut=0:bframes=3:b-adapt=0'],
    audio: [...AAC, '-ac', '2'],
    codecs: /^avc1\.64000c mp4a\.40\.2$/,
  },
  'HEVC of which groups are open': {
    video: [
      ...H265,
      ...COLOURS,
      '-vf',
      'setsar=4/3',
      '-x265-params',
      `${QUIET}:bframes=3:scaling-list=default`,
    ],
    audio: [...AAC, '-ac', '2'],
    codecs: /^hvc1\.1\.6\.L60\.90 mp4a\.40\.2$/,
  },
  'HEVC of ten bits': {
    size: '640x358',
    video: [
      ...H265,
      '-pix_fmt',
      'yuv420p10le',
      '-x265-params',
      `${QUIET}:bframes=4:b-pyramid=1:open-gop=0:ref=4`,
    ],
    audio: [...AAC, '-ac', '2'],
    codecs: /^hvc1\.2\.4\.L63\.90 mp4a\.40\.2$/,
  },
}

/** As private data with descriptors. */
const DVB = ['-segment_format_options', 'mpegts_flags=system_b']
const SMALL = { size: '160x90', video: PLAIN }
const AUDIO: Record<string, [how: string[], codec: string]> = {
  'AC-3 in six channels': [['-c:a', 'ac3', '-ac', '6'], 'ac-3'],
  'AC-3 of 44.1 kHz': [['-c:a', 'ac3', '-ar', '44100', '-b:a', '96k'], 'ac-3'],
  'AC-3 as in DVB': [['-c:a', 'ac3', '-ar', '32000', ...DVB], 'ac-3'],
  'E-AC-3': [['-c:a', 'eac3', '-ac', '6'], 'ec-3'],
  'E-AC-3 as in DVB': [['-c:a', 'eac3', '-ac', '2', ...DVB], 'ec-3'],
  'MPEG layer II': [['-c:a', 'mp2', '-ar', '48000', '-ac', '2'], 'mp4a.6B'],
  'MPEG layer II of half the rate': [['-c:a', 'mp2', '-ar', '24000', '-b:a', '64k'], 'mp4a.69'],
  'MPEG layer III': [['-c:a', 'libmp3lame', '-ar', '44100', '-ac', '2'], 'mp4a.6B'],
}
for (const [name, [audio, codec]] of Object.entries(AUDIO)) {
  const isLayer2 = audio.includes('mp2')
  MADE[name] = { ...SMALL, audio, isLayer2, codecs: new RegExp(`^avc1\\.64000b ${codec}$`) }
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cmaf-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each(Object.entries(MADE))(
  'of %s the same pictures and audio come at the same times out of fMP4',
  async (name, making) => {
    const segments = await make(name, making)
    const whole = save(`${name}-all.ts`, segments)
    const codecs: string[] = []
    for (const kind of ['video', 'audio'] as const) {
      const decoder = kind === 'audio' && making.isLayer2 ? ['-c:a', 'mp3float'] : []
      const named = decoder.length > 0 ? { codec_name: 'mp3' } : {}
      const { samples: _, ...start } = read(segments[0] ?? Buffer.alloc(0), kind)
      const tracks = segments.map((segment) => read(segment, kind, start.config))
      codecs.push(start.config.codec)
      if (start.config.kind === 'video') {
        const [frames = 0, seconds = 1] = (making.rate ?? RATE).split('/').map(Number)
        expect(start.config.framesPerSecond).toBeCloseTo(frames / seconds)
      }
      expect(
        readTrackStart((segments[0] ?? Buffer.alloc(0)).subarray(0, HEAD_BYTES), kind),
      ).toEqual(start)
      const parts = tracks.map((track, at) => mediaSegment(track, { number: at + 1, turns: 0 }))
      const file = save(`${name}-${kind}.mp4`, [initSection(start.config), ...parts])
      expectSameTimes(await packetsOf(file, kind), await packetsOf(whole, kind))
      expect(await framesOf(file, kind, decoder)).toEqual(await framesOf(whole, kind, decoder))
      expect(await shownAs(file, kind)).toEqual({ ...(await shownAs(whole, kind)), ...named })
    }
    expect(codecs.join(' ')).toMatch(making.codecs)
  },
)

const run = promisify(execFile)
const BUFFER = { maxBuffer: 64_000_000 }

/** Segments as a run of FFmpeg leaves them. */
async function make(name: string, { rate = RATE, size = '320x180', video, audio }: Making) {
  const length = SEGMENTS * 2 + 1
  await run('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${length}`],
    ...['-f', 'lavfi', '-i', `sine=f=440:d=${length}`, ...video, ...audio],
    ...['-f', 'segment', '-segment_time', '2', '-segment_format', 'mpegts'],
    join(folder, `${name}-%d.ts`),
  ])
  return Array.from({ length: SEGMENTS }, (_, at) => readFileSync(join(folder, `${name}-${at}.ts`)))
}

function read(
  segment: Buffer,
  kind: 'video' | 'audio',
  known: TrackConfig | null = null,
): CmafTrack {
  const track = readTrack(segment, kind, known)
  if (track === null || track === 'unsupported') throw new Error(`There is no ${kind}: ${track}.`)
  return track
}

/** Bytes behind bytes in one file; answers its name. */
function save(name: string, parts: readonly Buffer[]): string {
  writeFileSync(join(folder, name), Buffer.concat(parts))
  return name
}

type Packet = { pts: number; dts: number }

/** When packets are decoded and shown, in ticks of 90 kHz. */
async function packetsOf(file: string, kind: 'video' | 'audio'): Promise<Packet[]> {
  const { packets, streams } = await probe(file, kind, 'stream=time_base:packet=pts,dts')
  const [up = 0, down = 1] = (streams[0]?.time_base ?? '').split('/').map(Number)
  const ticks = (stamp: number) => (stamp * up * TICKS) / down
  return packets.map(({ pts, dts }) => ({ pts: ticks(pts), dts: ticks(dts) }))
}

function expectSameTimes(made: readonly Packet[], given: readonly Packet[]): void {
  expect(made.length).toBe(given.length)
  const apart = made.flatMap(({ pts, dts }, at) => {
    return [pts - (given[at]?.pts ?? 0), dts - (given[at]?.dts ?? 0)]
  })
  expect(Math.max(...apart.map(Math.abs))).toBeLessThan(ROUNDING)
}

/** What a player is told of the track. */
async function shownAs(file: string, kind: 'video' | 'audio'): Promise<object | undefined> {
  const shape = 'codec_name,profile,level,width,height,sample_aspect_ratio,pix_fmt'
  const colour = 'color_range,color_space,color_transfer,color_primaries'
  const audio = 'sample_rate,channels,channel_layout'
  const { streams } = await probe(file, kind, `stream=${shape},${colour},${audio}`)
  const { side_data_list: _, ...shown } = streams[0] ?? {}
  return shown
}

type Probed = { packets: Packet[]; streams: { time_base?: string; side_data_list?: object[] }[] }

async function probe(file: string, kind: string, entries: string): Promise<Probed> {
  const words = ['-v', 'error', '-of', 'json', '-select_streams', kind[0] ?? '']
  const asked = [...words, '-show_entries', entries, join(folder, file)]
  const { stdout, stderr } = await run('ffprobe', asked, BUFFER)
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

/** Each decoded frame by its hash. */
async function framesOf(
  file: string,
  kind: 'video' | 'audio',
  decoder: readonly string[],
): Promise<string[]> {
  const map = ['-map', `0:${kind[0]}:0`, '-fps_mode', 'passthrough', '-f', 'framemd5', '-']
  const { stdout, stderr } = await run(
    'ffmpeg',
    ['-v', 'warning', '-nostdin', ...decoder, '-i', join(folder, file), ...map],
    BUFFER,
  )
  if (file.endsWith('.mp4')) expect(stderr).toBe('')
  const lines = stdout.split('\n').filter((line) => line !== '' && line[0] !== '#')
  return lines.map((line) => line.split(',').at(-1)?.trim() ?? '')
}
