import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from '../stack/child.ts'

export type ClipOptions = {
  width?: number
  height?: number
  framesPerSecond?: number
  keyframeSeconds?: number
  /** Length of the loop. */
  seconds?: number
  video?: boolean
  audio?: boolean
  audioChannels?: 1 | 2
  /** Of its audio tracks, ISO 639: one of 440 Hz, one of 880 and so on. None is one track that does not say it. */
  languages?: readonly string[]
  sampleRate?: number
  bitrateKbps?: number
}

/** Colour of the clip outside its moving middle, so that a logo's pixels can be told from it. */
export const CLIP_BACKGROUND = { red: 16, green: 64, blue: 112 }

/**
 * An MPEG-TS file of H.264 and AAC to be looped as a live source: a still background with a moving
 * test picture in the middle, a keyframe each second if not said otherwise. Made once a set of options, then kept.
 */
export async function testClip(options: ClipOptions = {}): Promise<string> {
  const clip: Required<ClipOptions> = {
    width: 640,
    height: 360,
    framesPerSecond: 25,
    keyframeSeconds: 1,
    seconds: 30,
    video: true,
    audio: true,
    audioChannels: 2,
    languages: [],
    sampleRate: 48_000,
    bitrateKbps: 700,
    ...options,
  }
  const folder = join(tmpdir(), 'cashbacktv-test-clips')
  const name = createHash('sha256').update(JSON.stringify(clip)).digest('hex').slice(0, 16)
  const file = join(folder, `${name}.ts`)
  const making = beingMade.get(file) ?? makeClip(clip, folder, file)
  beingMade.set(file, making)
  await making
  return file
}

/** So that two who ask for the same clip at once do not write it at once. */
const beingMade = new Map<string, Promise<void>>()

async function makeClip(clip: Required<ClipOptions>, folder: string, file: string): Promise<void> {
  if (existsSync(file)) return
  mkdirSync(folder, { recursive: true })
  const unfinished = `${file}.${process.pid}.part`
  await runChild('ffmpeg', [...encodeClip(clip), '-f', 'mpegts', '-y', unfinished])
  renameSync(unfinished, file)
}

function encodeClip(clip: Required<ClipOptions>): string[] {
  const video = clip.video ? pictureInputs(clip) : []
  const tracks = clip.audio ? Math.max(1, clip.languages.length) : 0
  const tones = Array.from({ length: tracks }, (_, at) => {
    return `sine=frequency=${440 * (at + 1)}:sample_rate=${clip.sampleRate}:duration=${clip.seconds}`
  })
  const audio = tones.flatMap((tone) => ['-f', 'lavfi', '-i', tone])
  const videoOut = clip.video ? ['-map', '[v]', ...videoEncoder(clip)] : []
  const audioIndex = clip.video ? 2 : 0
  const audioOut =
    tracks === 0
      ? []
      : [
          ...tones.flatMap((_, at) => ['-map', `${audioIndex + at}:a`]),
          ...['-c:a', 'aac', '-b:a', '96k', '-ac', String(clip.audioChannels)],
          ...clip.languages.flatMap((one, at) => [`-metadata:s:a:${at}`, `language=${one}`]),
        ]
  return ['-v', 'error', '-nostdin', ...video, ...audio, ...videoOut, ...audioOut]
}

function pictureInputs({ width, height, framesPerSecond: rate, seconds }: Required<ClipOptions>) {
  const even = (pixels: number) => Math.round(pixels / 2) * 2
  const { red, green, blue } = CLIP_BACKGROUND
  const colour = `0x${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  const lavfi = (filter: string) => ['-f', 'lavfi', '-t', String(seconds), '-i', filter]
  return [
    ...lavfi(`color=${colour}:size=${width}x${height}:rate=${rate}`),
    ...lavfi(`testsrc2=size=${even(width / 3)}x${even(height / 3)}:rate=${rate}`),
    '-filter_complex',
    '[0:v][1:v]overlay=(W-w)/2:(H-h)/2:format=yuv420,format=yuv420p[v]',
  ]
}

function videoEncoder(clip: Required<ClipOptions>): string[] {
  const { framesPerSecond, keyframeSeconds, bitrateKbps } = clip
  const rate = `${bitrateKbps}k`
  return [
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'main', '-pix_fmt', 'yuv420p'],
    ...['-b:v', rate, '-maxrate', rate, '-bufsize', rate],
    ...[
      '-g',
      String(Math.round(framesPerSecond * keyframeSeconds)),
      '-sc_threshold',
      '0',
      '-bf',
      '0',
    ],
  ]
}
