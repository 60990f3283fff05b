import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { answer, answerBusy } from '../answer.ts'
import type { OriginChannel } from '../channel/channel.ts'
import { steadyNow } from '../clock.ts'
import { rangeQuery, readRange } from '../domain/dvr/dvr-range.ts'
import { withToken } from '../domain/playback/key-lines.ts'
import type { PlaylistName, StreamFormat } from '../domain/stream-path.ts'
import type { Client } from '../domain/viewers.ts'
import type { NoPast } from '../dvr/past-playlists.ts'
import type { NoPlaylist, PublicPlaylist } from '../playlists/write-playlists.ts'
import { isViewer } from '../viewers/name-clients.ts'
import { TooMuchWaitingError, takeTurns } from './in-turn.ts'
import { keepMade } from './keep-made.ts'

/** `index`, or a rendition of a ladder, or the manifest of DASH. */
export type AskedPlaylist = PlaylistName & {
  channel: OriginChannel
  query: URLSearchParams
  /** It is answered whether there is more by now or not. */
  hasWaited?: boolean
}

/**
 * Sends the playlist from memory, and so sees every viewer. A player may keep it for half a target
 * duration at most, else it would miss segments (RFC 8216 6.3.4).
 */
export function sendPlaylist(
  req: IncomingMessage,
  res: ServerResponse,
  asked: AskedPlaylist,
  client: Client,
): void {
  const { channel, name, format, query } = asked
  const range = readRange(query, Date.now())
  if (range === 'wrong') {
    answer(res, 400, 'Ask for window=<seconds>, or for start=<instant> and end=<instant>.')
    return
  }
  const leadsOn = leadingOn(channel, query)
  if (range === 'live') {
    sendFound(req, res, asked, client, channel.playlist({ name, format, query: leadsOn }))
    return
  }
  const past = channel.past({ name, format, range, query: leadsOn })
  if (past === null) answer(res, 404, 'Nothing is kept of this channel.')
  else
    past
      .then((playlist) => sendFound(req, res, { ...asked, isPast: true }, client, playlist))
      .catch((error: unknown) => giveUp(res, error))
}

function sendFound(
  req: IncomingMessage,
  res: ServerResponse,
  asked: AskedPlaylist & { isPast?: boolean },
  client: Client,
  playlist: PublicPlaylist | NoPlaylist | NoPast | null,
): void {
  const { channel, name, format, query, isPast = false } = asked
  if (playlist === null) {
    answer(res, 404, 'This channel is off air.')
    return
  }
  if (typeof playlist === 'string') {
    const [status, why] = REASONS[playlist]
    answer(res, status, why)
    return
  }
  if (playlist.text === '' && isPast) {
    answer(res, 404, 'Nothing is kept of that time.')
    return
  }
  if (playlist.text === '') {
    res.setHeader('retry-after', '1')
    answer(res, 503, 'This channel is starting.')
    return
  }
  const isHead = req.method === 'HEAD'
  if (!isHead && isViewer(req)) channel.viewer(client, steadyNow())
  const text = textFor(channel, playlist.text, query)
  const etag = etagOf(channel, format === 'mpeg-ts' ? name : `${format}-${name}`, playlist, text)
  res.setHeader('etag', etag)
  res.setHeader('cache-control', cacheControl(channel, playlist.targetDurationSeconds / 2))
  res.setHeader('vary', 'accept-encoding')
  if (req.headers['if-none-match'] === etag) {
    const again = () => {
      if (!res.closed) sendPlaylist(req, res, { ...asked, hasWaited: true }, client)
    }
    const mayWait = !isPast && !isHead && !asked.hasWaited
    if (mayWait && channel.awaitNext(client, again)) return
    res.writeHead(304).end()
    return
  }
  const send = (body: Buffer) => {
    res.writeHead(200, { 'content-type': playlistType(format), 'content-length': body.length })
    res.end(isHead ? undefined : body)
    if (!isHead) channel.sent(body.length)
  }
  const isZipped = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''))
  if (!isZipped) {
    send(Buffer.from(text))
    return
  }
  res.setHeader('content-encoding', 'gzip')
  const zipped = zip(text)
  if (zipped instanceof Promise) zipped.then(send, (error: unknown) => giveUp(res, error))
  else send(zipped)
}

/** Of a playlist that could not be made, or not now. */
export function giveUp(res: ServerResponse, error: unknown): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  res.removeHeader('etag')
  res.removeHeader('content-encoding')
  if (error instanceof TooMuchWaitingError) answerBusy(res)
  else answer(res, 500, 'This playlist cannot be made.')
}

/** Why there is no such playlist. */
export const REASONS: Readonly<Record<NoPlaylist | NoPast, [status: number, why: string]>> = {
  unknown: [404, 'This channel has no such rendition. Ask for index.m3u8.'],
  encrypted: [404, 'The segments of this channel are encrypted. Ask for index.m3u8.'],
  'too-long': [400, 'Ask for six hours at most at a time.'],
  'goes-on': [400, 'DASH has the past that is over. Ask for start=<instant> and end=<instant>.'],
}

const TYPES: Readonly<Record<StreamFormat, string>> = {
  'mpeg-ts': 'application/vnd.apple.mpegurl',
  cmaf: 'application/vnd.apple.mpegurl',
  dash: 'application/dash+xml',
}

/** Of a playlist. */
export function playlistType(format: StreamFormat): string {
  return TYPES[format]
}

/** What one viewer was let in for is nobody else's. */
function cacheControl(channel: OriginChannel, seconds: number): string {
  const whose = channel.guard() === null ? '' : 'private, '
  return `${whose}max-age=${Math.floor(seconds)}`
}

function etagOf(
  { channelId }: OriginChannel,
  name: string,
  playlist: PublicPlaylist,
  text: string,
): string {
  const whose = text === playlist.text ? '' : `-${hash('sha256', text).slice(0, 8)}`
  return `W/"${channelId.slice(0, 8)}-${name}-${playlist.version}${whose}"`
}

/** Keys are asked for by who asks for the playlist. */
function textFor(channel: OriginChannel, text: string, query: URLSearchParams): string {
  const token = channel.guard()?.encrypted ? query.get('token') : null
  return token === null ? text : withToken(text, token)
}

/** What the playlists are asked for with that a multivariant one leads to. */
function leadingOn(channel: OriginChannel, query: URLSearchParams): string {
  const token = channel.guard() === null ? null : query.get('token')
  const own = token === null ? '' : new URLSearchParams({ token }).toString()
  return [rangeQuery(query), own].filter((part) => part !== '').join('&')
}

/** Those of what is live are shorter; of the past they have up to two megabytes. */
const LONG_TEXT = 64 * 1024
const MOST_ZIPPED_BYTES = 32 * 1024 * 1024
const MOST_SHORT_BYTES = 8 * 1024 * 1024
/** Each takes some hundredths of a second of another thread. */
const MOST_WAITING = 20

const sizeOf = (zipped: Buffer, text: string) => text.length + zipped.length
const shortTexts = new LRUCache<string, Buffer>({
  maxSize: MOST_SHORT_BYTES,
  sizeCalculation: sizeOf,
})
const { patient } = takeTurns({ urgent: 0, patient: MOST_WAITING })
const longTexts = keepMade<Buffer>(patient, { mostBytes: MOST_ZIPPED_BYTES, sizeOf })
const zipLong = promisify(gzip)

/** Many players ask for the same text: it is compressed once. */
function zip(text: string): Buffer | Promise<Buffer> {
  if (text.length > LONG_TEXT) return longTexts(text, () => zipLong(text, { level: 1 }))
  const known = shortTexts.get(text)
  if (known !== undefined) return known
  const zipped = gzipSync(text, { level: 1 })
  shortTexts.set(text, zipped)
  return zipped
}
