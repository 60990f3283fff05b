import { type AuditedSegment, parsePlaylist } from './parse-playlist.ts'
import { differingPictures, playlistRules, type Violation } from './playlist-rules.ts'

export type PicturesAudit = {
  /** Looks at the playlist of pictures beside one of segments, read just now. */
  look(segments: string, signal: AbortSignal): Promise<Violation[]>
  /** How many pictures there were. */
  read(): number
}

/** The packet that a picture begins with is of the first table: `0x47`, a unit begins, track 0. */
const TABLE = [0x47, 0x40, 0x00]

/** Audits the playlist `i-frames.m3u8` beside another; a channel need not have one. */
export function auditPictures(url: string): PicturesAudit {
  const address = new URL('i-frames.m3u8', url)
  address.search = new URL(url).search
  const rules = playlistRules()
  const read = new Set<string>()

  async function wrongRanges(pictures: AuditedSegment[], at: number, signal: AbortSignal) {
    const found: Violation[] = []
    for (const { uri, bytes } of pictures) {
      if (bytes === null || read.has(uri)) continue
      read.add(uri)
      const why = await wrongRange(new URL(uri, address).href, bytes, signal)
      if (why === null || signal.aborted) continue
      found.push({ rule: 'picture-differs', at, detail: `${uri}: ${why}` })
    }
    return found
  }

  return {
    read: () => read.size,
    async look(segments, signal) {
      const answer = await fetch(address, { signal }).catch(() => null)
      if (answer?.ok !== true) return []
      const text = await answer.text().catch(() => '')
      if (signal.aborted || text === '') return []
      const at = Date.now()
      const broken = [...rules.look({ at, text }), ...differingPictures(segments, text, at)]
      return [...broken, ...(await wrongRanges(parsePlaylist(text).segments, at, signal))]
    },
  }
}

/** Null where what is sent is what was asked for. */
async function wrongRange(
  address: string,
  { offset, length }: NonNullable<AuditedSegment['bytes']>,
  signal: AbortSignal,
): Promise<string | null> {
  const headers = { range: `bytes=${offset}-${offset + length - 1}` }
  const answer = await fetch(address, { headers, signal }).catch(() => null)
  // Of a server that is away nobody knows what it has.
  if (answer === null) return null
  if (answer.status !== 206) return `answered ${answer.status}`
  const body = await answer.arrayBuffer().catch(() => null)
  if (body === null) return null
  const sent = new Uint8Array(body)
  if (sent.length !== length) return `${sent.length} bytes of ${length}`
  return TABLE.every((byte, at) => sent[at] === byte) ? null : 'it begins with no table'
}
