const SEGMENT =
  /^\/streams\/_\/([0-9a-f-]{36})\/([a-z0-9]{8,12}-[a-z0-9]{16,32})\/((?:(?:audio-|subs-)?[a-z0-9]{1,16}\/)?\d{8}\.(?:ts|aac|vtt))$/
const OF_CHANNEL =
  /^\/streams\/([a-z0-9][a-z0-9-]{0,62})\/(?:((?:audio-|subs-)?[a-z0-9]{1,16}|i-frames|multi-variant)\.m3u8|thumbnail\.jpg)$/

/** `file` is below the folder of the run: of a ladder, in that of a rendition. */
export type SegmentPath = { channelId: string; runId: string; file: string }

const PAST =
  /^\/streams\/_\/([0-9a-f-]{36})\/dvr\/(\d{10}\/(?:(?:audio-|subs-)?[a-z0-9]{1,16}\/)?[a-z0-9]{8,12}-[a-z0-9]{16,32}-\d{8}\.(?:ts|aac|vtt))$/

/** A segment of what was on air before: `file` is below the folder in which that of its channel is kept. */
export type PastPath = { channelId: string; file: string }

/** Null of any other path. */
export function pastPath(pathname: string): PastPath | null {
  const [whole, channelId = '', file = ''] = PAST.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, file }
}

const SEALED = /^\/streams\/_\/([0-9a-f-]{36})\/sealed\/([\w-]{40,400}\.(?:ts|aac|vtt))$/

/** A segment of a channel that not everyone may watch: `name` says which to who has the channel's key. */
export type SealedPath = { channelId: string; name: string }

/** Null of any other path. */
export function sealedPath(pathname: string): SealedPath | null {
  const [whole, channelId = '', name = ''] = SEALED.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, name }
}

/** Names of our own making alone; null of any other path. */
export function segmentPath(pathname: string): SegmentPath | null {
  const [whole, channelId = '', runId = '', file = ''] = SEGMENT.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, runId, file }
}

/** What is asked for under the slug of a channel: a playlist by its name, or its picture. Null of any other path. */
export function channelPath(pathname: string): { slug: string; playlist: string | null } | null {
  const [whole, slug = '', playlist = null] = OF_CHANNEL.exec(pathname) ?? []
  return whole === undefined ? null : { slug, playlist }
}

const KEY = /^\/streams\/_\/([0-9a-f-]{36})\/keys\/(\d{1,10})\.key$/

/** A key of a channel's segments, by its number. */
export type KeyPath = { channelId: string; keyNumber: number }

/** Null of any other path. */
export function keyPath(pathname: string): KeyPath | null {
  const [whole, channelId = '', keyNumber = ''] = KEY.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, keyNumber: Number(keyNumber) }
}

const RECORDING =
  /^\/streams\/_\/([0-9a-f-]{36})\/recordings\/([0-9a-f]{32})\/(?:((?:audio-|subs-)?[a-z0-9]{1,16}|i-frames|multi-variant)\.m3u8|recording\.mp4)$/

/** A playlist of a recording by its name, or its file. `key` is known to those alone who may have it. */
export type RecordingPath = { channelId: string; key: string; playlist: string | null }

/** Null of any other path. */
export function recordingPath(pathname: string): RecordingPath | null {
  const [whole, channelId = '', key = '', playlist = null] = RECORDING.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, key, playlist }
}
