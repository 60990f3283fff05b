import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { answer } from './answer.ts'
import type { OriginChannel } from './channel.ts'
import { createSegmentCache, type SegmentCache } from './segment-cache.ts'
import { sendFile } from './send-file.ts'
import { sendPlaylist } from './send-playlist.ts'
import type { Thumbnails } from './thumbnail.ts'

export type StreamsOptions = {
  mediaDir: string
  find(slug: string): OriginChannel | undefined
  byId(channelId: string): OriginChannel | undefined
  thumbnails: Thumbnails
}

const SEGMENT = /^\/streams\/_\/([0-9a-f-]{36})\/([a-z0-9]{8,12}-[a-z0-9]{16,32})\/(\d{8}\.ts)$/
const OF_CHANNEL = /^\/streams\/([a-z0-9][a-z0-9-]{0,62})\/(index\.m3u8|thumbnail\.jpg)$/

/** Answers everything below `/streams/`. Only names of our own making reach the file system. */
export function serveStreams(options: StreamsOptions) {
  const served = { ...options, cache: createSegmentCache() }
  return (req: IncomingMessage, res: ServerResponse): boolean => {
    const pathname = (req.url ?? '/').split('?', 1)[0] ?? '/'
    if (!pathname.startsWith('/streams/')) return false
    // Players on any page may read streams; nothing here depends on who asks.
    res.setHeader('access-control-allow-origin', '*')
    res.setHeader('x-content-type-options', 'nosniff')
    // A body is not taken, however long it is: nothing can follow it on its connection.
    if (hasBody(req)) res.shouldKeepAlive = false
    if (req.method === 'OPTIONS') allow(res)
    else if (req.method === 'GET' || req.method === 'HEAD') route(served, pathname, req, res)
    else {
      res.setHeader('allow', 'GET, HEAD, OPTIONS')
      answer(res, 405, 'Streams can only be read.')
    }
    return true
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0
}

function route(
  options: StreamsOptions & { cache: SegmentCache },
  pathname: string,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const segment = SEGMENT.exec(pathname)
  if (segment !== null) {
    const [, channelId = '', runId = '', file = ''] = segment
    const path = join(options.mediaDir, channelId, 'runs', runId, file)
    const onSent = (bytes: number) => options.byId(channelId)?.sent(bytes)
    void sendFile(req, res, { path, type: 'video/mp2t', cache: options.cache, onSent })
    return
  }
  const [, slug, what] = OF_CHANNEL.exec(pathname) ?? []
  const channel = slug === undefined ? undefined : options.find(slug)
  if (channel === undefined) answer(res, 404, 'There is no such stream.')
  else if (what === 'index.m3u8') sendPlaylist(req, res, channel)
  else void options.thumbnails.send(res, channel)
}

/** A player on another site may ask for ranges, and asks first whether it may. */
function allow(res: ServerResponse): void {
  res.writeHead(204, {
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': 'range, if-none-match',
    'access-control-max-age': '86400',
  })
  res.end()
}
