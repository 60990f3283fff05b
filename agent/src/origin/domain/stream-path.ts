const SEGMENT = /^\/streams\/_\/([0-9a-f-]{36})\/([a-z0-9]{8,12}-[a-z0-9]{16,32})\/(\d{8}\.ts)$/
const OF_CHANNEL = /^\/streams\/([a-z0-9][a-z0-9-]{0,62})\/(index\.m3u8|thumbnail\.jpg)$/

export type SegmentPath = { channelId: string; runId: string; file: string }

/** Names of our own making alone; null of any other path. */
export function segmentPath(pathname: string): SegmentPath | null {
  const [whole, channelId = '', runId = '', file = ''] = SEGMENT.exec(pathname) ?? []
  return whole === undefined ? null : { channelId, runId, file }
}

/** What is asked for under the slug of a channel; null of any other path. */
export function channelPath(pathname: string): { slug: string; isPlaylist: boolean } | null {
  const [whole, slug = '', what] = OF_CHANNEL.exec(pathname) ?? []
  return whole === undefined ? null : { slug, isPlaylist: what === 'index.m3u8' }
}
