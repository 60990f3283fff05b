import type { Reason, SourceFacts } from '@cashbacktv/contract'
import { z } from 'zod'

const Stream = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  profile: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  avg_frame_rate: z.string().optional(),
  r_frame_rate: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  field_order: z.string().optional(),
  pix_fmt: z.string().optional(),
  color_transfer: z.string().optional(),
  color_space: z.string().optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
  channels: z.number().optional(),
  sample_rate: z.string().optional(),
  bit_rate: z.string().optional(),
})
type Stream = z.infer<typeof Stream>

const Report = z.object({
  streams: z.array(Stream).default([]),
  programs: z.array(z.object({ streams: z.array(Stream).default([]) })).default([]),
  format: z.object({ format_name: z.string(), bit_rate: z.string().optional() }).optional(),
})

/**
 * Facts from ffprobe's JSON. Of several variants the largest picture is taken, with the sound that
 * belongs to it. A reason when there is no picture in it.
 */
export function factsOf(json: string): SourceFacts | Reason {
  const report = Report.safeParse(parseJson(json))
  if (!report.success || !report.data.format) return notMedia
  const { streams, programs, format } = report.data
  const videos = streams.filter((stream) => stream.codec_type === 'video' && stream.width)
  const audios = streams.filter((stream) => stream.codec_type === 'audio')
  const best = videos.toSorted((a, b) => area(b) - area(a))[0]
  if (!best) return noVideo
  const program = programs.find(({ streams: of }) => of.some(({ index }) => index === best.index))
  const beside = audios.filter((audio) =>
    program?.streams.some(({ index }) => index === audio.index),
  )
  const audio = (program ? beside : audios)[0] ?? audios[0]
  return {
    container: format.format_name.slice(0, 128),
    video: { ...videoFacts(best), ...place(videos, best) },
    audio: audio ? audioFacts(audio, place(audios, audio)) : null,
    bitrateKbps: kbps(best.bit_rate) ?? kbps(format.bit_rate),
  }
}

function videoFacts(stream: Stream): SourceFacts['video'] {
  const aspect = ratio(stream.sample_aspect_ratio, ':')
  const rotation = quarterTurns(stream)
  const transfer = said(stream.color_transfer)
  const space = said(stream.color_space)
  return {
    codec: stream.codec_name ?? 'unknown',
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    framesPerSecond: rate(stream.avg_frame_rate) ?? rate(stream.r_frame_rate),
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(stream.field_order ?? ''),
    pixelFormat: stream.pix_fmt ?? null,
    ...(aspect !== null && Math.abs(aspect - 1) > 0.001 ? { pixelAspect: aspect } : {}),
    ...(rotation !== null && { rotation }),
    ...(transfer !== null && { colorTransfer: transfer }),
    ...(space !== null && { colorSpace: space }),
  }
}

function said(name: string | undefined): string | null {
  return name === undefined || name === 'unknown' || name === 'reserved' ? null : name.slice(0, 32)
}

/** FFmpeg turns a picture by its display matrix; whichever way a quarter goes, the frame is the same. */
function quarterTurns({ side_data_list: list }: Stream): 90 | 180 | 270 | null {
  const degrees = list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0
  const turned = (Math.round(degrees / 90) * 90 + 360) % 360
  return turned === 90 || turned === 180 || turned === 270 ? turned : null
}

function audioFacts(stream: Stream, index: { index?: number }): SourceFacts['audio'] {
  const { channels = 0, sample_rate: sampleRate = '0' } = stream
  // Announced, but nothing of it has come: it can be decoded only when it does.
  if (channels === 0 || Number(sampleRate) <= 0) return null
  return {
    codec: stream.codec_name ?? 'unknown',
    profile: stream.profile ?? null,
    channels,
    sampleRate: Number(sampleRate),
    ...index,
  }
}

/** Place among the streams of its kind; left out for the first. */
function place(all: Stream[], one: Stream): { index?: number } {
  const index = all.indexOf(one)
  return index > 0 ? { index } : {}
}

function area(stream: Stream): number {
  return (stream.width ?? 0) * (stream.height ?? 0)
}

function rate(text: string | undefined): number | null {
  const value = ratio(text, '/')
  return value !== null && value >= 1 && value <= 120 ? value : null
}

function ratio(text: string | undefined, separator: string): number | null {
  const [over = 0, under = 0] = (text ?? '').split(separator).map(Number)
  return over > 0 && under > 0 ? over / under : null
}

function kbps(bits: string | undefined): number | null {
  const value = Number(bits) / 1000
  return Number.isFinite(value) && value > 0 ? value : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const notMedia: Reason = {
  class: 'encoding',
  code: 'not-media',
  message: 'What comes from the source is not a stream that can be read.',
}
const noVideo: Reason = {
  class: 'fatal',
  code: 'no-video',
  message: 'The source has sound at most, but no picture. A channel needs one with a picture.',
}
