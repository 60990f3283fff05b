const SEGMENT =
  /^\/streams\/_\/([0-9a-f-]{36})\/([a-z0-9]{8,12}-[a-z0-9]{16,32})\/((?:(?:audio-|subs-)?[a-z0-9]{1,16}\/)?(?:\d{8}\.(?:ts|aac|vtt)|(?:\d{8}|init)\.(?:mp4|m4a)))$/
const OF_CHANNEL =
  /^\/streams\/([a-z0-9][a-z0-9-]{0,62})\/(?:(cmaf\/)?((?:audio-|subs-)?[a-z0-9]{1,16}|i-frames|multi-variant)\.m3u8|(manifest\.mpd)|thumbnail\.jpg)$/

/** `file` is below the folder of the run: of a ladder, in that of a rendition. */
export type SegmentPath = { channelId: string; runId: string; file: string }

const PAST =
  /^\/streams\/_\/([0-9a-f-]{36})\/dvr\/(\d{10}\/(?:(?:audio-|subs-)?[a-z0-9]{1,16}\/)?[a-z0-9]{8,12}-[a-z0-9]{16,32}-(?:\d{8}\.(?:ts|aac|vtt)|(?:\d{8}|init)\.(?:mp4|m4a)))$/

/** A segment of what was on air before: `file` is below the folder in which that of its channel is kept. */
export type PastPath = { channelId: string; file: string }

/** Null of any other path. */
export function pastPath(pathname: string): PastPath | null {
  const [whole, channelId = '', file = ''] = PAST.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, file }
}

const SEALED =
  /^\/streams\/_\/([0-9a-f-]{36})\/sealed\/([\w-]{40,400}\.(?:ts|aac|vtt|(?:mp4|m4a)))$/
const SEALED_STEM =
  /^\/streams\/_\/([0-9a-f-]{36})\/sealed\/([\w-]{40,400})\/((?:\d{8}|init)\.(?:mp4|m4a))$/

/**
 * A segment of a channel that not everyone may watch: `name` says which to who has the channel's key. Where
 * `file` is there, that says only of which run.
 */
export type SealedPath = { channelId: string; name: string; file: string | null }

/** Null of any other path. */
export function sealedPath(pathname: string): SealedPath | null {
  const found = SEALED.exec(pathname) ?? SEALED_STEM.exec(pathname)
  const [whole, channelId = '', name = '', file = null] = found ?? []
  return whole === undefined ? null : { channelId, name, file }
}

/** Names of our own making alone; null of any other path. */
export function segmentPath(pathname: string): SegmentPath | null {
  const [whole, channelId = '', runId = '', file = ''] = SEGMENT.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, runId, file }
}

/** How what is on air is packaged: HLS of MPEG-TS or of CMAF, or DASH, whose segments are those of CMAF. */
export type StreamFormat = 'mpeg-ts' | 'cmaf' | 'dash'
/** A playlist of HLS by its name, or the manifest of DASH. */
export type PlaylistName = { name: string; format: StreamFormat }

/** What is asked for under the slug of a channel: a playlist, or its picture. Null of any other path. */
export function channelPath(
  pathname: string,
): { slug: string; playlist: PlaylistName | null } | null {
  const [whole, slug = '', ...names] = OF_CHANNEL.exec(pathname) ?? []
  return whole === undefined ? null : { slug, playlist: playlistName(names) }
}

function playlistName([folder, name, manifest]: readonly (string | undefined)[]) {
  if (manifest !== undefined) return { name: manifest, format: 'dash' as const }
  if (name === undefined) return null
  return { name, format: folder === undefined ? ('mpeg-ts' as const) : ('cmaf' as const) }
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
  /^\/streams\/_\/([0-9a-f-]{36})\/recordings\/([0-9a-f]{32})\/(?:(cmaf\/)?((?:audio-|subs-)?[a-z0-9]{1,16}|i-frames|multi-variant)\.m3u8|(manifest\.mpd)|recording\.mp4)$/

/** A playlist of a recording by its name, or its file. `key` is known to those alone who may have it. */
export type RecordingPath = { channelId: string; key: string; playlist: PlaylistName | null }

/** Null of any other path. */
export function recordingPath(pathname: string): RecordingPath | null {
  const [whole, channelId = '', key = '', ...names] = RECORDING.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, key, playlist: playlistName(names) }
}
