import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer } from './answer.ts'
import type { OriginChannel } from './channel/channel.ts'
import { CLOCK_PATH } from './domain/dash/clock-path.ts'
import {
  channelPath,
  keyPath,
  pastPath,
  recordingPath,
  sealedPath,
  segmentPath,
} from './domain/stream-path.ts'
import type { Client } from './domain/viewers.ts'
import { admitViewer, REFUSALS } from './playback/admit-viewer.ts'
import { sendKey } from './playback/send-key.ts'
import type { SendRecording } from './recordings/send-recording.ts'
import { createSegmentCache, type SegmentCache } from './serve/segment-cache.ts'
import { notePlayer, sendPast, sendSealed, sendSegment } from './serve/send-media.ts'
import { sendPlaylist } from './serve/send-playlist.ts'
import type { Thumbnails } from './serve/thumbnail.ts'
import { type AddressOf, askerOf, type NameClient } from './viewers/name-clients.ts'
import { CMCD_HEADERS } from './viewers/player-of.ts'

export type StreamsOptions = {
  mediaDir: string
  dvrDir: string
  find(slug: string): OriginChannel | undefined
  byId(channelId: string): OriginChannel | undefined
  thumbnails: Thumbnails
  clientOf: NameClient
  addressOf: AddressOf
  sendRecording: SendRecording
}

type Served = StreamsOptions & { cache: SegmentCache }

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

function route(options: Served, pathname: string, req: IncomingMessage, res: ServerResponse): void {
  const sealed = sealedPath(pathname)
  const segment = segmentPath(pathname)
  const past = pastPath(pathname)
  const recording = recordingPath(pathname)
  const key = keyPath(pathname)
  if (pathname === CLOCK_PATH) sendClock(res)
  else if (recording !== null) options.sendRecording(req, res, recording, options.cache)
  else if (key !== null)
    void sendKey(req, res, { ...key, channel: options.byId(key.channelId) }, options)
  else if (sealed !== null) sendSealed(options, sealed, req, res)
  else if (segment !== null && isOpen(options, segment)) sendSegment(options, segment, req, res)
  else if (past !== null && isOpen(options, past)) sendPast(options, past, req, res)
  else sendOfChannel(options, pathname, req, res)
}

/** A segment of a channel that not everyone may watch has no other address than its sealed one. */
function isOpen({ byId }: Served, { channelId }: { channelId: string }): boolean {
  return (byId(channelId)?.guard() ?? null) === null
}

function sendOfChannel(
  options: Served,
  pathname: string,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const asked = channelPath(pathname)
  const channel = asked === null ? undefined : options.find(asked.slug)
  if (asked === null || channel === undefined) {
    answer(res, 404, 'There is no such stream.')
    return
  }
  const guard = channel.guard()
  const send = (client: Client) => {
    if (asked.playlist === null) return void options.thumbnails.send(res, channel, guard !== null)
    notePlayer(channel, req, '')
    const query = new URL(req.url ?? '/', 'http://localhost').searchParams
    sendPlaylist(req, res, { channel, ...asked.playlist, query }, client)
  }
  if (guard === null) send(options.clientOf(askerOf(req)))
  else
    void admitViewer(req, guard, channel, options).then(({ client, refusal }) => {
      if (refusal === null) send(client)
      else answer(res, 403, REFUSALS[refusal])
    })
}

/** What players of DASH set their clocks by: an instant and nothing else. */
function sendClock(res: ServerResponse): void {
  const text = new Date().toISOString()
  res.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
  res.end(text)
}

/** A player on another site may ask for ranges, and asks first whether it may. */
function allow(res: ServerResponse): void {
  res.writeHead(204, {
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': ['range', 'if-none-match', ...CMCD_HEADERS].join(', '),
    'access-control-max-age': '86400',
  })
  res.end()
}
