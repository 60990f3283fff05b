import type {
  AudioFacts,
  CueFacts,
  ProgramFacts,
  SubtitlePage,
  TrackKind,
  VideoFacts,
} from '@cashbacktv/contract'
import type { Inventory } from './choose-tracks.ts'
import { subtitleFacts } from './subtitle-facts.ts'

/** One stream as a tool of FFmpeg tells of it. */
export type SeenStream = {
  /** Among all streams of the input. */
  index: number
  /** As the container numbers it. */
  id: number | null
  codec: string
  profile: string | null
  language: string | null
  isDefault: boolean
  kind: TrackKind
  /** Of teletext, where the tool tells them. */
  pages?: readonly SubtitlePage[]
  shape: VideoShape | AudioShape | { type: 'other' }
}

type VideoShape = {
  type: 'video'
  /** Pixels; 0 while nothing of it has come. */
  width: number
  height: number
  /** Pictures a second as they came, and the finest rate that all their times fit in. */
  average: number | null
  base: number | null
  interlaced: boolean
  pixelFormat: string | null
  pixelAspect: number | null
  rotation: number | null
  colorTransfer: string | null
  colorSpace: string | null
}

type AudioShape = {
  type: 'audio'
  channels: number
  sampleRate: number
  layout: string | null
}

/** FFmpeg's name of a track of SCTE 35. */
export const CUES = 'scte_35'

export type SeenProgram = { number: number; name: string | null; streams: readonly number[] }

export type Seen = {
  container: string
  /** Of its clock, where its reader begins; absent where nobody has said so. */
  startSeconds?: number
  streams: readonly SeenStream[]
  programs: readonly SeenProgram[]
}

/** What of a source can be taken. Streams of which nothing has come are none yet. */
export function takeStock({ container, streams, programs }: Seen): Omit<Inventory, 'bitrateKbps'> {
  const numbered = hasNumbers(container, streams)
  const memberships = membershipsOf(programs)
  const identify = (stream: SeenStream, index: number) => ({
    ...(index > 0 ? { index } : {}),
    ...(numbered && stream.id !== null ? { streamId: stream.id } : {}),
    ...(memberships.has(stream.index) ? { programs: memberships.get(stream.index) } : {}),
    ...(stream.language === null ? {} : { language: stream.language.slice(0, 16) }),
    ...(stream.isDefault ? { isDefault: true } : {}),
  })
  const videos: VideoFacts[] = []
  const audios: AudioFacts[] = []
  const placed = (stream: SeenStream): CueFacts => ({
    streamIndex: stream.index,
    ...(numbered && stream.id !== null ? { streamId: stream.id } : {}),
    ...(memberships.has(stream.index) ? { programs: memberships.get(stream.index) } : {}),
  })
  const places = { video: 0, audio: 0 }
  for (const stream of streams) {
    const { shape } = stream
    if (shape.type === 'video') {
      const index = places.video++
      if (shape.width <= 0 || shape.height <= 0) continue
      videos.push({ ...videoFacts(stream, shape), ...identify(stream, index) })
    } else if (shape.type === 'audio') {
      const index = places.audio++
      if (shape.channels <= 0 || !(shape.sampleRate > 0)) continue
      audios.push({ ...audioFacts(stream, shape), ...identify(stream, index) })
    }
  }
  const cues = streams.filter(({ codec }) => codec === CUES).map(placed)
  const subtitles = streams.flatMap((stream) => subtitleFacts(stream, placed(stream)) ?? [])
  const withVideo = new Set(videos.flatMap((video) => video.programs ?? []))
  const seen = isVariants(container) ? [] : programs.map((one) => programFacts(one, withVideo))
  return { container: container.slice(0, 128), videos, audios, cues, subtitles, programs: seen }
}

/** Of the words by which FFmpeg says for whom a track is. */
export function kindOf(dispositions: readonly string[]): TrackKind {
  const is = (...words: string[]) => words.some((word) => dispositions.includes(word))
  if (is('visual impaired', 'descriptions', 'dependent')) return 'description'
  if (is('comment', 'karaoke', 'lyrics')) return 'commentary'
  if (is('hearing impaired')) return 'hearing-impaired'
  if (is('clean effects')) return 'clean-effects'
  return is('dub') ? 'dub' : 'main'
}

/** Variants of one programme in several sizes are called programmes by FFmpeg too. */
function isVariants(container: string): boolean {
  return /\bhls\b|applehttp|\bdash\b/.test(container)
}

/** Numbers that tell streams apart; those of HLS are numbers of its playlists. */
function hasNumbers(container: string, streams: readonly SeenStream[]): boolean {
  if (isVariants(container)) return false
  const ids = streams.map(({ id }) => id)
  return !ids.includes(null) && new Set(ids).size === ids.length
}

const MOST_PROGRAMS = 64

function membershipsOf(programs: readonly SeenProgram[]): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const { number, streams } of programs) {
    for (const stream of streams) {
      const known = found.get(stream) ?? []
      if (known.length < MOST_PROGRAMS) found.set(stream, [...known, number])
    }
  }
  return found
}

function programFacts({ number, name }: SeenProgram, withVideo: ReadonlySet<number>): ProgramFacts {
  return { number, name: name?.slice(0, 128) ?? null, hasVideo: withVideo.has(number) }
}

function videoFacts(stream: SeenStream, shape: VideoShape): VideoFacts {
  const { pixelAspect, colorTransfer, colorSpace } = shape
  const rotation = quarterTurns(shape.rotation ?? 0)
  return {
    codec: stream.codec.slice(0, 64),
    profile: stream.profile?.slice(0, 64) ?? null,
    width: shape.width,
    height: shape.height,
    framesPerSecond: steadyRate(shape.average, shape.base),
    interlaced: shape.interlaced,
    pixelFormat: shape.pixelFormat?.slice(0, 32) ?? null,
    ...(pixelAspect !== null && Math.abs(pixelAspect - 1) > 0.001 ? { pixelAspect } : {}),
    ...(rotation === null ? {} : { rotation }),
    ...(colorTransfer === null ? {} : { colorTransfer: colorTransfer.slice(0, 32) }),
    ...(colorSpace === null ? {} : { colorSpace: colorSpace.slice(0, 32) }),
  }
}

/** FFmpeg turns a picture by its display matrix; whichever way a quarter goes, the frame is the same. */
function quarterTurns(degrees: number): 90 | 180 | 270 | null {
  const turned = (Math.round(degrees / 90) * 90 + 360) % 360
  return turned === 90 || turned === 180 || turned === 270 ? turned : null
}

function audioFacts(stream: SeenStream, shape: AudioShape): AudioFacts {
  return {
    codec: stream.codec.slice(0, 64),
    profile: stream.profile?.slice(0, 64) ?? null,
    channels: shape.channels,
    ...(shape.layout === null ? {} : { layout: shape.layout.slice(0, 64) }),
    sampleRate: shape.sampleRate,
    ...(stream.kind === 'main' ? {} : { kind: stream.kind }),
  }
}

/** A second of a live source has a picture more or less than its rate: the rate of its clock is the true one. */
function steadyRate(average: number | null, base: number | null): number | null {
  if (average === null || base === null) return average ?? base
  for (const rate of [base, base / 2]) if (Math.abs(average / rate - 1) < 0.04) return rate
  return average
}
