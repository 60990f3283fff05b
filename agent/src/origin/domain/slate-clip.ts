import { createHash } from 'node:crypto'
import { type AirFile, HEVC_ON_CPU } from '@cashbacktv/contract'
import { HEVC_FORM } from '../../domain/plan-ffmpeg/hevc-arguments.ts'
import type { SlotContent } from './ladder/slot-files.ts'

/** What a slate must have in common with the live stream, so that no player has to start anew. */
export type SlateProfile = {
  width: number
  height: number
  /** As FFmpeg writes it: `25/1`. */
  frameRate: string
  profile: 'baseline' | 'main' | 'high'
  /** Of a stream of HEVC; absent for H.264. */
  hevc?: 'main' | 'main10'
  /** Ten times the level: 41 is 4.1. 0 where that is not known of a stream of HEVC, and left to the encoder. */
  level: number
  audio: SlateAudio | null
}

/** Hz, and a codec where that is not AAC. */
export type SlateAudio = {
  sampleRate: number
  channels: number
  codec?: 'mp2' | 'ac3' | 'eac3'
}

/** Everything a clip is made from. */
export type SlateClipSpec = {
  /** One, or those of a ladder, the largest first; then the last one alone has audio. */
  renditions: readonly SlateRendition[]
  title: string
  language: AirFile['slate']['language']
  /** File of the picture to show, and its hash; null shows the title. */
  picture: { file: string; sha256: string } | null
  segmentSeconds: number
}

/** `name` is null where there is no ladder. */
export type SlateRendition = { name: string | null; profile: SlateProfile }

/** A clip that is there: its segments can be put on air within milliseconds. */
export type SlateClip = {
  folder: string
  segments: readonly SlateFile[]
}

/** Of a ladder the files are below its renditions. */
export type SlateFile = SlotContent & { file: string; durationSeconds: number }

/** For a channel that has not been on air since its host started. */
export const DEFAULT_PROFILE: SlateProfile = {
  width: 1280,
  height: 720,
  frameRate: '25/1',
  profile: 'high',
  level: 41,
  audio: { sampleRate: 48_000, channels: 2 },
}

/** So many segments have continuous timestamps; then the clip begins anew. */
const CLIP_SEGMENTS = 10
const TEXTS = {
  tr: 'Yayın birazdan devam edecek',
  en: 'We will be right back',
} as const
/** Grows when clips are made differently, so that those made before are not used any more. */
const VERSION = 2

/** Name of the folder a clip is kept in: the same for everything that looks and decodes the same. */
export function slateKey({ picture, ...spec }: SlateClipSpec): string {
  const parts = JSON.stringify([VERSION, spec, picture?.sha256 ?? null])
  return createHash('sha256').update(parts).digest('hex').slice(0, 32)
}

/** The two lines on the slate: what channel this is, and that it goes on. */
export function slateLines({ title, language }: SlateClipSpec): [string, string] {
  return [title, TEXTS[language]]
}

export type ClipFiles = {
  folder: string
  /** Font, and files of the two lines; null leaves the text out. */
  text: { font: string; title: string; line: string } | null
}

/** Arguments of the FFmpeg that encodes one rendition of a clip into `folder`, as segments and a playlist. */
export function slateArguments(
  spec: SlateClipSpec,
  profile: SlateProfile,
  files: ClipFiles,
): string[] {
  const { picture, segmentSeconds } = spec
  const size = `${profile.width}x${profile.height}`
  const background = `color=c=0x14181f:size=${size}:rate=${profile.frameRate}`
  const graph = [
    picture === null ? null : pictureFilters(profile),
    textFilters(spec, profile, files),
  ]
  const video = graph.filter((part) => part !== null).join(',') || 'null'
  const audioInput = picture === null ? 1 : 2
  const pixels = profile.hevc === 'main10' ? 'yuv420p10le' : 'yuv420p'
  return [
    ...['-v', 'error', '-nostdin', '-y', '-threads', '1', '-f', 'lavfi', '-i', background],
    ...(picture === null ? [] : ['-loop', '1', '-i', picture.file]),
    ...silence(profile.audio),
    ...['-filter_complex', `[0:v]${video},format=${pixels},setsar=1[v]`, '-map', '[v]'],
    ...(profile.audio === null ? [] : ['-map', `${audioInput}:a`]),
    ...['-t', String(segmentSeconds * CLIP_SEGMENTS)],
    ...videoArguments(profile, keyframesOf(spec)),
    ...audioArguments(profile.audio),
    ...['-f', 'hls', '-hls_time', String(segmentSeconds), '-hls_list_size', '0'],
    ...['-hls_flags', 'temp_file+independent_segments', '-start_number', '0'],
    ...['-hls_segment_filename', `${files.folder}/%08d.ts`, `${files.folder}/index.m3u8`],
  ]
}

function pictureFilters({ width, height }: SlateProfile): string {
  const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease`
  return `null[base];[1:v]${fit}[picture];[base][picture]overlay=(W-w)/2:(H-h)/2:shortest=1`
}

/** The picture speaks for itself; only the line that it goes on is written below it. */
function textFilters(
  spec: SlateClipSpec,
  { height, width }: SlateProfile,
  { text }: ClipFiles,
): string | null {
  if (text === null) return null
  const [title, line] = slateLines(spec)
  const font = (chars: string, most: number) =>
    Math.max(8, Math.floor(Math.min(height * most, (width * 1.5) / Math.max(1, chars.length))))
  const draw = (file: string, size: number, y: string, extra = '') =>
    `drawtext=fontfile=${escaped(text.font)}:textfile=${escaped(file)}:expansion=none` +
    `:fontcolor=white:fontsize=${size}:x=(w-text_w)/2:y=${y}${extra}`
  const lineSize = font(line, 0.045)
  if (spec.picture !== null) {
    const box = `:box=1:boxcolor=black@0.5:boxborderw=${lineSize}`
    return draw(text.line, lineSize, 'h*0.88-text_h/2', box)
  }
  return [
    draw(text.title, font(title, 0.09), 'h*0.45-text_h/2'),
    draw(text.line, lineSize, 'h*0.58-text_h/2'),
  ].join(',')
}

/** Renditions of several rates have theirs where the slowest, whose pictures all others have too, has one. */
function keyframesOf({ renditions, segmentSeconds }: SlateClipSpec): string {
  const due = `n_forced*${segmentSeconds}`
  const rates = new Set(renditions.map(({ profile }) => profile.frameRate))
  if (rates.size < 2) return `expr:gte(t,${due})`
  const [slowest] = [...rates].toSorted((a, b) => picturesOf(a) - picturesOf(b))
  return `expr:gte(t+${ROUNDING},ceil((${due}-${ROUNDING})*${slowest})/(${slowest}))`
}

/** Seconds by which times that are reckoned in fractions may be off. */
const ROUNDING = 0.001

function picturesOf(rate: string): number {
  const [count = 0, seconds = 1] = rate.split('/').map(Number)
  return count / seconds
}

function videoArguments({ profile, level, hevc }: SlateProfile, keyframes: string): string[] {
  // What the multivariant playlist says of the codec stays so.
  const levelled = level === 0 ? [] : [`level-idc=${level}`]
  if (hevc !== undefined) {
    return [
      ...[
        '-c:v',
        HEVC_ON_CPU,
        '-preset',
        'ultrafast',
        '-crf',
        '23',
        '-profile:v',
        hevc,
        '-bf',
        '0',
      ],
      ...['-force_key_frames', keyframes, '-forced-idr', '1', '-g', '600'],
      ...['-x265-params', [...HEVC_FORM, 'pools=1', 'frame-threads=1', ...levelled].join(':')],
    ]
  }
  return [
    ...['-c:v', 'libx264', '-preset', 'superfast', '-crf', '23', '-threads', '1'],
    ...['-profile:v', profile, '-level', (level / 10).toFixed(1), '-bf', '0'],
    ...['-force_key_frames', keyframes, '-sc_threshold', '0', '-g', '600'],
  ]
}

function silence(audio: SlateProfile['audio']): string[] {
  if (audio === null) return []
  const layout = audio.channels === 1 ? 'mono' : audio.channels === 6 ? '5.1' : 'stereo'
  return ['-f', 'lavfi', '-i', `anullsrc=r=${audio.sampleRate}:cl=${layout}`]
}

function audioArguments(audio: SlateProfile['audio']): string[] {
  if (audio === null) return []
  const coded = audio.codec ? ['-c:a', audio.codec, '-b:a', '128k'] : ['-c:a', 'aac', '-b:a', '64k']
  return [...coded, '-ar', String(audio.sampleRate)]
}

/** Once for the option, once for the graph: both read backslashes and quotes. */
function escaped(path: string): string {
  return path.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&')
}
