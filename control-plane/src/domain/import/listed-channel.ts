import type { Message, SourceHeader, SourceReading } from '@cashbacktv/contract'

/** A source as a list writes it; nothing of it is judged yet. */
export type ListedSource = {
  url: string
  userAgent?: string
  referer?: string
  headers: SourceHeader[]
} & Pick<SourceReading, 'program' | 'audioTrack' | 'rtspTransport'>

/** One channel as a list writes it. Texts are trimmed, and absent where nothing is written. */
export type ListedChannel = {
  /** Where it begins in the list, from 1. */
  line: number
  name: string
  slug?: string
  sources: ListedSource[]
  /** Id or name. */
  preset?: string
  mode?: string
  host?: string
  group?: string
  priority?: string
  note?: string
  /** What its form says already, by the field of a channel. */
  flaws: { path: string; message: Message }[]
}

export type ReadChannels = {
  kind: 'channels'
  channels: ListedChannel[]
  leftOut: Message[]
}

/** A list that cannot be taken as a whole, with what to do. */
export type RefusedList = { kind: 'refused'; why: Message }
