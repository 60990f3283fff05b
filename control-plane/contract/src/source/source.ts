import { z } from 'zod'
import { MOST_HEADERS } from '../channel/list-lengths.ts'
import { SourceId } from '../ids.ts'
import { type Message, messageOf } from '../messages/catalogue.ts'
import { says } from '../messages/says.ts'
import { closed } from '../schema/closed.ts'
import { TrackKind } from './source-facts.ts'

/** A value of an HTTP header: one line of visible characters, as RFC 9110 (section 5.5) has it. */
const HeaderValue = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, {
    error: says('header-value'),
  })
  .meta({ examples: ['VLC/3.0.20 LibVLC/3.0.20'] })

/** What FFmpeg writes itself, what has a field of its own, and what belongs to one connection (RFC 9110, 7.6.1). */
const ownHeaders =
  /^(host|user-agent|referer|range|connection|keep-alive|content-.*|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|icy-metadata|accept-encoding)$/i

/** One header more that is sent with every request to the source. Its value may be a secret. */
export const SourceHeader = z.object({
  name: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, {
      error: says('header-name'),
    })
    .refine((name) => !ownHeaders.test(name), {
      error: says('header-own'),
    })
    .meta({ examples: ['X-Token'] }),
  value: HeaderValue,
})
export type SourceHeader = z.infer<typeof SourceHeader>

/** ISO 639, as sources write it: of two or three letters. */
export const LanguageCode = z
  .string()
  .regex(/^[a-z]{2,8}$/, { error: says('language-form') })
  .meta({ examples: ['tur'] })

/** Which audio is taken of a source that has several, by what stays the same when its order changes. */
export const AudioTrackChoice = z.object({
  /** Of a transport stream. */
  pid: z.int().min(1).max(8190).optional(),
  language: LanguageCode.optional(),
  /** The main audio when left out, unless the PID says which. */
  kind: TrackKind.optional(),
})
export type AudioTrackChoice = z.infer<typeof AudioTrackChoice>

/** How a source is read, beside its address. What is absent is found out by the host itself. */
export const SourceReading = z.object({
  /** Number of the programme in a transport stream that has several. */
  program: z.int().min(1).max(65_535).optional(),
  audioTrack: AudioTrackChoice.optional(),
  /** Of HTTP sources; each may be what lets a reader in, so they are kept like passwords. */
  userAgent: HeaderValue.optional(),
  referer: HeaderValue.optional(),
  headers: z.array(SourceHeader).min(1).max(MOST_HEADERS).optional(),
  rtspTransport: z.enum(['tcp', 'udp']).optional(),
})
export type SourceReading = z.infer<typeof SourceReading>

/** `url` is the serialised, already admitted address; it may carry a secret and is never logged as it is. */
export const Source = z.object({
  id: SourceId,
  url: z.string().min(1).max(2048),
  ...SourceReading.shape,
})
export type Source = z.infer<typeof Source>

/** A source as it is opened, by a channel or only to be looked into. */
export type ReadableSource = Omit<Source, 'id'>

/** The part of a source that says how it is read, without fields that are not set. */
export function readingOf(source: SourceReading): SourceReading {
  return SourceReading.parse(source)
}

const shape = SourceReading.shape

/** The same as it is sent by a person: null takes a setting away, what is left out stays as it is. */
export const SourceReadingInput = closed(
  z.object({
    program: shape.program.nullable(),
    audioTrack: shape.audioTrack.nullable(),
    userAgent: shape.userAgent.nullable(),
    referer: shape.referer.nullable(),
    headers: z.array(SourceHeader).max(MOST_HEADERS).nullable().optional(),
    rtspTransport: shape.rtspTransport.nullable(),
  }),
)
export type SourceReadingInput = z.infer<typeof SourceReadingInput>

/** What becomes of a reading when a person sends `input`. */
export function changedReading(known: SourceReading, input: SourceReadingInput): SourceReading {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  const merged = { ...known, ...Object.fromEntries(given) }
  const set = Object.entries(merged).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return readingOf(Object.fromEntries(set))
}

/** Fields that only some addresses have, with what is said where they do not fit. */
const fitting = [
  ...(['userAgent', 'referer', 'headers'] as const).map((field) => ({
    field,
    schemes: /^https?:/i,
    message: messageOf('headers-http-only'),
  })),
  {
    field: 'rtspTransport' as const,
    schemes: /^rtsps?:/i,
    message: messageOf('transport-rtsp-only'),
  },
]

/** The first setting of a source that its address cannot have; null when all fit. */
export function readingFlaw(source: ReadableSource): { field: string; message: Message } | null {
  const misfit = fitting.find(
    ({ field, schemes }) => source[field] !== undefined && !schemes.test(source.url),
  )
  return misfit ? { field: misfit.field, message: misfit.message } : null
}
