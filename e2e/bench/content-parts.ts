import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentKind } from '@cashbacktv/contract'
import { execa } from 'execa'
import type { Programme } from './content-clips.ts'

/** A stretch of a stream, with what is wrong with it. */
type Part = {
  kind: ContentKind | null
  /** What is wrong with it besides. */
  also?: ContentKind
  seconds: number
  video?: string
  /** Null: the stream does not announce any. */
  audio?: string | null
  /** Its audio is announced, and does not come. */
  mute?: boolean
  kbps?: number
}

const PAN = 'scroll=horizontal=0.004:vertical=0.002'
const moving = (size: string, rate: number, aspect = '1') =>
  `testsrc2=s=${size}:r=${rate},${PAN},noise=alls=8:allf=t,setsar=${aspect}`
const MOVING = moving('320x180', 25)
/** Programme at -23 LUFS, and what a limiter, a mixer left open and an overdriven line make of it. */
const WELL = 'anoisesrc=a=0.27:c=pink:r=48000'
const LOUD = [
  'anoisesrc=a=0.64:c=pink:r=48000',
  'sine=f=900:r=48000,volume=6',
  'anoisesrc=a=0.35:r=48000',
]
const QUIET = ['sine=f=400:r=48000,volume=0.1', 'anoisesrc=a=0.106:c=pink:r=48000']
const CLIPPED = ['sine=f=500:r=48000,volume=30', 'anoisesrc=a=1:r=48000,volume=6']
const SHAPES = [moving('352x288', 25), moving('720x576', 25, '64/45'), moving('640x360', 25)]
const RATES = [50, 30, 24]
/** 4:3 and 16:9 in the same picture, as regional programmes switch. */
const ASPECTS = ['16/15', '64/45']

const pick = <T>(list: readonly T[], at: number): T => {
  const item = list[at % list.length]
  if (item === undefined) throw new Error('The list has items.')
  return item
}

const clean = (seconds: number): Part => ({ kind: null, seconds })

/** Audio that ceases, is too loud, too quiet or overdriven, and a stream that has nearly no bits. */
export function troubledSignal(folder: string, number: number): Promise<Programme> {
  const off = number % 2 === 0 ? pick(LOUD, number / 2) : pick(QUIET, (number - 1) / 2)
  return joined(folder, `signal-${number}`, [
    clean(12),
    { kind: 'noAudio', seconds: 12, ...(number % 2 === 0 ? { mute: true } : { audio: null }) },
    clean(13),
    { kind: 'loudness', seconds: 24, audio: off },
    clean(15),
    { kind: 'lowBitrate', seconds: 24, kbps: pick([40, 90, 140], number) },
    clean(15),
    { kind: 'clipping', also: 'loudness', seconds: 22, audio: pick(CLIPPED, number) },
    clean(12),
  ])
}

/** Another size, another rate and another aspect of the same size. */
export function troubledShape(folder: string, number: number): Promise<Programme> {
  const rate = moving('320x180', pick(RATES, number))
  const [aspect, other] = [pick(ASPECTS, number), pick(ASPECTS, number + 1)]
  const video = moving('320x180', 25, aspect)
  return joined(folder, `shape-${number}`, [
    { ...clean(12), video },
    { kind: 'changed', seconds: 14, video: pick(SHAPES, number) },
    { ...clean(14), video },
    { kind: 'changed', seconds: 14, video: rate.replace('setsar=1', `setsar=${aspect}`) },
    { ...clean(14), video },
    { kind: 'changed', seconds: 14, video: moving('320x180', 25, other) },
    { ...clean(12), video },
  ])
}

/** Programme whose bitrate, loudness and pauses are as uneven as they are allowed to be. */
export function cleanSignal(folder: string, number: number): Promise<Programme> {
  const level = (decibels: number) => `${WELL},volume=${decibels}dB`
  return joined(folder, `well-${number}`, [
    clean(20),
    { ...clean(8), kbps: 90 },
    { ...clean(20), audio: level(number % 2 === 0 ? 3 : -3) },
    { ...clean(1), mute: true },
    { ...clean(20), kbps: 2500 },
    { ...clean(5), audio: pick(LOUD, number) },
    { ...clean(3), audio: pick(CLIPPED, number) },
    clean(30),
  ])
}

/** One stream of these parts behind each other, as a multiplexer changes from one to the next. */
async function joined(folder: string, name: string, parts: readonly Part[]): Promise<Programme> {
  const file = join(folder, `${name}.ts`)
  const pieces: Buffer[] = []
  const labels: { kind: ContentKind; from: number; seconds: number }[] = []
  let from = 0
  for (const [index, part] of parts.entries()) {
    const piece = join(folder, `${name}-${index}.ts`)
    await execa('ffmpeg', made(part, from, piece))
    const bytes = await readFile(piece)
    pieces.push(part.mute ? withoutAudio(bytes) : bytes)
    await rm(piece)
    for (const kind of [part.kind, part.also ?? null]) {
      if (kind !== null) labels.push({ kind, from, seconds: part.seconds })
    }
    from += part.seconds
  }
  await writeFile(file, Buffer.concat(pieces))
  return { file, seconds: from, labels }
}

function made(
  { video = MOVING, audio = WELL, seconds, kbps = 700 }: Part,
  from: number,
  to: string,
) {
  const heard = audio === null ? [] : ['-f', 'lavfi', '-t', String(seconds), '-i', audio]
  return [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-t', String(seconds), '-i', video, ...heard],
    ...(audio === null ? [] : ['-af', 'pan=stereo|c0=c0|c1=c0']),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '50'],
    ...['-b:v', `${kbps}k`, '-maxrate', `${kbps}k`, '-bufsize', `${kbps}k`],
    ...['-c:a', 'aac', '-b:a', kbps < 200 ? '32k' : '96k', '-muxdelay', '0'],
    ...['-output_ts_offset', String(from), '-f', 'mpegts', to],
  ]
}

const PACKET = 188
/** Where FFmpeg puts the second stream of a programme. */
const AUDIO_PID = 0x101

function withoutAudio(stream: Buffer): Buffer {
  const kept: Buffer[] = []
  for (let at = 0; at + PACKET <= stream.length; at += PACKET) {
    const pid = stream.readUInt16BE(at + 1) & 0x1fff
    if (pid !== AUDIO_PID) kept.push(stream.subarray(at, at + PACKET))
  }
  return Buffer.concat(kept)
}
