import { type Reason, reasonOf, type SourceFacts } from '@cashbacktv/contract'
import { z } from 'zod'
import { chooseTracks, type TrackWish } from '../domain/source-facts/choose-tracks.ts'
import { programMissing } from '../domain/source-facts/program-missing.ts'
import { teletextPages } from '../domain/source-facts/subtitle-facts.ts'
import { kindOf, type SeenStream, takeStock } from '../domain/source-facts/take-stock.ts'

const Stream = z.object({
  index: z.number(),
  id: z.string().optional(),
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
  channels: z.number().optional(),
  channel_layout: z.string().optional(),
  sample_rate: z.string().optional(),
  bit_rate: z.string().optional(),
  /** As `-show_data` writes it. */
  extradata: z.string().optional(),
  disposition: z.record(z.string(), z.number()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
})
type Stream = z.infer<typeof Stream>

const Report = z.object({
  streams: z.array(Stream).default([]),
  programs: z
    .array(
      z.object({
        program_num: z.number().optional(),
        program_id: z.number().optional(),
        tags: z.record(z.string(), z.string()).optional(),
        streams: z.array(z.object({ index: z.number() })).default([]),
      }),
    )
    .default([]),
  format: z.object({ format_name: z.string(), bit_rate: z.string().optional() }).optional(),
})

/**
 * Facts from ffprobe's JSON, with the tracks that `wish` asks for. A reason when there is no picture
 * in it, or not the programme that was asked for.
 */
export function factsOf(
  json: string,
  wish: TrackWish = {},
  usual: SourceFacts | null = null,
): SourceFacts | Reason {
  const report = Report.safeParse(parseJson(json))
  if (!report.success || !report.data.format) return notMedia
  const { streams, programs, format } = report.data
  const stock = takeStock({
    container: format.format_name,
    streams: streams.map(seenStream),
    programs: programs.map(({ program_num, program_id, tags, streams: of }) => ({
      // Variants of HLS differ in their id alone; programmes of a transport stream have it twice.
      number: program_id ?? program_num ?? 0,
      name: tags?.service_name ?? null,
      streams: of.map(({ index }) => index),
    })),
  })
  const choice = chooseTracks({ ...stock, bitrateKbps: kbps(format.bit_rate) }, wish, usual)
  switch (choice.kind) {
    case 'chosen': {
      const { video, bitrateKbps } = choice.facts
      const own = streams.filter(isVideo)[video.index ?? 0]
      return { ...choice.facts, bitrateKbps: kbps(own?.bit_rate) ?? bitrateKbps }
    }
    case 'program-missing':
      return programMissing(wish.program, choice.programs)
    case 'no-video':
      return noVideo
  }
}

function isVideo(stream: Stream): boolean {
  return stream.codec_type === 'video'
}

function seenStream(stream: Stream): SeenStream {
  const { disposition = {}, tags, codec_name: codec = 'unknown', profile = null } = stream
  const set = Object.keys(disposition).filter((name) => disposition[name] === 1)
  const [average, base] = [rate(stream.avg_frame_rate), rate(stream.r_frame_rate)]
  return {
    index: stream.index,
    codec,
    profile,
    id: stream.id === undefined ? null : Number(stream.id),
    language: tags?.language ?? null,
    isDefault: set.includes('default'),
    kind: kindOf(set.map((name) => name.replaceAll('_', ' '))),
    ...(codec === 'dvb_teletext'
      ? { pages: teletextPages(bytesOf(stream.extradata ?? ''), tags?.language ?? null) }
      : {}),
    shape:
      stream.codec_type === 'video'
        ? {
            type: 'video',
            width: stream.width ?? 0,
            height: stream.height ?? 0,
            average,
            base,
            interlaced: ['tt', 'bb', 'tb', 'bt'].includes(stream.field_order ?? ''),
            pixelFormat: stream.pix_fmt ?? null,
            pixelAspect: ratio(stream.sample_aspect_ratio, ':'),
            rotation: stream.side_data_list?.find((data) => data.rotation)?.rotation ?? null,
            colorTransfer: said(stream.color_transfer),
            colorSpace: said(stream.color_space),
          }
        : stream.codec_type === 'audio'
          ? {
              type: 'audio',
              channels: stream.channels ?? 0,
              sampleRate: Number(stream.sample_rate ?? 0),
              layout: stream.channel_layout ?? null,
            }
          : { type: 'other' },
  }
}

/** `00000000: 1088 2889                                .(.` */
function bytesOf(dump: string): Buffer {
  const lines = [...dump.matchAll(/^[0-9a-f]{8}: ((?:[0-9a-f]{2,4} )+)/gm)]
  return Buffer.from(lines.map(([, hex = '']) => hex.replaceAll(' ', '')).join(''), 'hex')
}

function said(name: string | undefined): string | null {
  return name === undefined || name === 'unknown' || name === 'reserved' ? null : name
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

const notMedia = reasonOf('encoding', 'not-media')
const noVideo = reasonOf('fatal', 'no-video')
