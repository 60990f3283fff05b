import {
  CONTENT_KINDS,
  type ContentKind,
  type PlainCode,
  type Reason,
  reasonOf,
} from '@cashbacktv/contract'

const CODES = {
  black: 'content-black',
  freeze: 'content-freeze',
  silence: 'content-silence',
  noAudio: 'content-no-audio',
  changed: 'content-changed',
  stillCard: 'content-still-card',
  lowBitrate: 'content-low-bitrate',
  loudness: 'content-loudness',
  clipping: 'content-clipping',
} as const satisfies Record<ContentKind, PlainCode>

/** What a person is told of a condition. */
export function contentReason(kind: ContentKind): Reason {
  return reasonOf('network', CODES[kind])
}

/** The condition that a reason tells of; null where it tells of something else. */
export function contentKindOf(reason: Pick<Reason, 'code'> | null): ContentKind | null {
  return CONTENT_KINDS.find((kind) => CODES[kind] === reason?.code) ?? null
}
