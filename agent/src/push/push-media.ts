import { type OriginSegment, readMedia } from '../domain/hls-push/origin-playlist.ts'
import { pushedPlaylist, segmentName, unbroken } from '../domain/hls-push/pushed-playlist.ts'
import type { OriginReader } from './read-origin.ts'
import type { Uploader } from './uploader.ts'

export type PushPorts = {
  origin: OriginReader
  uploader: Uploader
  deletesOld: boolean
  /** Seconds of media that were newly taken. */
  onTaken(seconds: number): void
}

/** One playlist with its segments, kept at the far side as it is at the origin. */
export type MediaPusher = {
  /** Uploads what is new: segments first, so that none is listed before it is there. Whether the playlist is there then. */
  look(): Promise<boolean>
}

/** `address` at the origin, `name` at the far side. */
export function openMediaPusher(
  { origin, uploader, deletesOld, onTaken }: PushPorts,
  address: string,
  name: string,
): MediaPusher {
  /** Names at the far side by addresses at the origin. */
  const taken = new Map<string, string>()
  const gone = new Set<string>()
  /** Left the playlist, the oldest first. */
  const left: string[] = []
  let canDelete = deletesOld
  let last = ''

  async function look(): Promise<boolean> {
    const media = readMedia((await origin.text(address)) ?? '')
    if (media === null) return last !== ''
    const { segments } = media
    for (const segment of segments) if (!(await isDone(segment))) return last !== ''
    const listed = unbroken(segments, ({ uri }) => taken.has(uri))
    const text = pushedPlaylist(media, listed, nameOf)
    if (listed.length === 0 || text === last) return last !== ''
    await uploader.upload(name, Buffer.from(text))
    last = text
    await forget(segments)
    return true
  }

  /** False where its bytes are not to be had now: those that follow wait for it. */
  async function isDone(segment: OriginSegment): Promise<boolean> {
    const { uri, isGap, durationSeconds } = segment
    if (isGap || taken.has(uri) || gone.has(uri)) return true
    const body = await origin.segment(address, segment)
    if (body === null) return false
    if (body === 'gone') {
      gone.add(uri)
      return true
    }
    const as = nameOf(segment)
    await uploader.upload(as, body)
    taken.set(uri, as)
    onTaken(durationSeconds)
    return true
  }

  /** Who has the playlist of before may ask for what it lists for as long as that lasts (RFC 8216 6.2.2). */
  async function forget(segments: readonly OriginSegment[]): Promise<void> {
    const uris = new Set(segments.map(({ uri }) => uri))
    for (const uri of gone) if (!uris.has(uri)) gone.delete(uri)
    for (const [uri, as] of taken) {
      if (uris.has(uri)) continue
      taken.delete(uri)
      left.push(as)
    }
    for (const as of left.splice(0, Math.max(0, left.length - 2 * segments.length)))
      if (canDelete) canDelete = await uploader.remove(as)
  }

  const nameOf = (segment: OriginSegment) => segmentName(name, segment)
  return { look }
}
