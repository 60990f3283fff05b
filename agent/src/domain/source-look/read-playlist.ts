/** What an HLS playlist says of how it can be read. Addresses are as written, relative ones too. */
export type PlaylistFacts =
  | { kind: 'master'; variants: readonly Variant[]; encryption: Encryption }
  | {
      kind: 'media'
      segments: readonly string[]
      /** Initialisation of fragmented MP4; null for transport streams. */
      map: string | null
      seconds: number
      /** Media sequence of the first segment. */
      sequence: number
      isOver: boolean
      encryption: Encryption
    }

/** No ladder has so many; FFmpeg opens each, and takes 10 kB of memory for it before. */
export const MOST_VARIANTS = 200

export type Variant = { uri: string; bandwidth: number }
/** `playable`: whole segments with AES-128 and a key that is fetched like a file (RFC 8216, 4.3.2.4). */
export type Encryption = 'none' | 'playable' | 'unplayable'

const KEY_TAGS = /^#EXT-X-(?:KEY|SESSION-KEY):(.*)$/
/** KEYFORMAT of keys that are files; any other belongs to a system of rights. */
const PLAIN_FORMAT = 'identity'

export function readPlaylist(text: string): PlaylistFacts {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const encryption = encryptionOf(lines)
  const variants = variantsOf(lines)
  if (variants.length > 0) return { kind: 'master', variants, encryption }
  return {
    kind: 'media',
    segments: lines.filter((line) => line !== '' && !line.startsWith('#')),
    map: lines.map((line) => /^#EXT-X-MAP:.*URI="([^"]+)"/.exec(line)?.[1]).find(Boolean) ?? null,
    seconds: lines.reduce((sum, line) => sum + figure(/^#EXTINF:([\d.]+)/.exec(line)?.[1]), 0),
    sequence: figure(/^#EXT-X-MEDIA-SEQUENCE:(\d+)/m.exec(text)?.[1]),
    isOver: lines.includes('#EXT-X-ENDLIST'),
    encryption,
  }
}

/** Each with the next address, in one pass: a server may write of as many as it likes, and no address. */
function variantsOf(lines: readonly string[]): Variant[] {
  const variants: Variant[] = []
  let waiting: number[] = []
  for (const line of lines) {
    if (line.startsWith('#EXT-X-STREAM-INF:')) {
      waiting.push(figure(/[:,]BANDWIDTH=(\d+)/.exec(line)?.[1]))
    } else if (line !== '' && !line.startsWith('#')) {
      for (const bandwidth of waiting) variants.push({ uri: line, bandwidth })
      waiting = []
    }
  }
  return variants
}

/** Nought for what is none, and for one with more digits than there are numbers for. */
function figure(text: string | undefined): number {
  const read = Number(text)
  return Number.isFinite(read) ? read : 0
}

/**
 * The newest keys decide, those behind the last METHOD=NONE. Of several at one place, as some
 * streams offer a key a system, one that is playable is enough.
 */
function encryptionOf(lines: readonly string[]): Encryption {
  let keys: Encryption[] = []
  let isSamePlace = false
  for (const line of lines) {
    const attributes = KEY_TAGS.exec(line)?.[1]
    if (attributes !== undefined) {
      if (!isSamePlace) keys = []
      keys.push(keyEncryption(attributes))
      isSamePlace = true
    } else if (line !== '' && !line.startsWith('#')) isSamePlace = false
  }
  if (keys.includes('playable')) return 'playable'
  return keys.includes('unplayable') ? 'unplayable' : 'none'
}

function keyEncryption(attributes: string): Encryption {
  const method = /METHOD=([A-Z0-9-]+)/.exec(attributes)?.[1] ?? 'NONE'
  if (method === 'NONE') return 'none'
  const format = /KEYFORMAT="([^"]*)"/.exec(attributes)?.[1] ?? PLAIN_FORMAT
  return method === 'AES-128' && format === PLAIN_FORMAT ? 'playable' : 'unplayable'
}
