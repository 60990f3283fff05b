import { createHash } from 'node:crypto'
import { get as getHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { get as getHttps } from 'node:https'
import { connect, type LookupFunction } from 'node:net'
import { parseSourceUrl, type ReadableSource } from '@cashbacktv/contract'
import { recognise } from '../domain/source-look/recognise.ts'
import { judgedLookup } from './judged-lookup.ts'

const PATIENCE_MS = 1500
const MOST_BYTES = 64 * 1024
/** What FFmpeg calls itself by default: who admits it, or not, is to answer us alike. */
const FFMPEG_USER_AGENT = 'Lavf/59.27.100'

/**
 * Whether anybody answers at the address of a source, without reading the source: null when nobody
 * does within 1.5 s, otherwise a mark that stays the same while the answer does. `undefined` where
 * this cannot be told without FFmpeg: SRT, UDP, what listens here, and the test card. `portOnly` sends
 * no request, so that no sender counts a reader.
 */
export async function hearSource(
  source: ReadableSource,
  allowCidrs: readonly string[],
  { portOnly = false, signal }: { portOnly?: boolean; signal?: AbortSignal } = {},
): Promise<string | null | undefined> {
  const parsed = parseSourceUrl(source.url)
  if (!parsed.ok || parsed.listens || parsed.port === null) return undefined
  const { hostname: host, port } = parsed
  const way: Way = { lookup: judgedLookup(allowCidrs), signal }
  switch (parsed.scheme) {
    case 'http':
    case 'https':
      if (portOnly) return hearPort(host, port, way)
      return hearHttp(parsed.href, headersOf(source), way)
    case 'rtmp':
    case 'rtmps':
    case 'rtsp':
    case 'rtsps':
      return hearPort(host, port, way)
    default:
      return undefined
  }
}

type Way = { lookup: LookupFunction; signal: AbortSignal | undefined }

/** A server that lets in by its headers has to be asked as FFmpeg asks. */
function headersOf({ userAgent, referer, headers = [] }: ReadableSource): OutgoingHttpHeaders {
  const own = headers.map(({ name, value }) => [name.toLowerCase(), value])
  return {
    'user-agent': userAgent ?? FFMPEG_USER_AGENT,
    ...(referer ? { referer } : {}),
    ...Object.fromEntries(own),
  }
}

/** A port that accepts says no more than that; a relay whose publisher is away accepts too. */
function hearPort(host: string, port: number, { lookup, signal }: Way): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, lookup })
    signal?.addEventListener('abort', () => end(null), { once: true })
    const end = (heard: string | null) => {
      socket.destroy()
      resolve(heard)
    }
    socket.setTimeout(PATIENCE_MS, () => end(null))
    socket.once('connect', () => end('open'))
    socket.once('error', () => end(null))
  })
}

/** It has to send something: a server that accepts and says nothing is as good as none. */
function hearHttp(
  href: string,
  headers: OutgoingHttpHeaders,
  { lookup, signal }: Way,
): Promise<string | null> {
  return new Promise((resolve) => {
    const get = href.startsWith('https:') ? getHttps : getHttp
    const request = get(href, { agent: false, headers, lookup }, (response) => {
      readMark(response).then(end, () => end(null))
    })
    const late = setTimeout(() => end(null), PATIENCE_MS)
    signal?.addEventListener('abort', () => end(null), { once: true })
    request.once('error', () => end(null))
    function end(heard: string | null) {
      clearTimeout(late)
      request.destroy()
      resolve(heard)
    }
  })
}

async function readMark(response: IncomingMessage): Promise<string | null> {
  const { statusCode = 0, headers } = response
  if (statusCode >= 300 && statusCode < 400) return `to ${headers.location ?? ''}`
  if (statusCode >= 400) return null
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const piece of response) {
    const chunk: Buffer = piece
    chunks.push(chunk)
    bytes += chunk.length
    if (!isPlaylist(chunks) || bytes > MOST_BYTES) break
  }
  if (bytes === 0) return null
  const text = Buffer.concat(chunks)
  // What answers with a page or a picture is as good as nobody: its stream is away.
  const content = recognise(text)
  if (['page', 'picture', 'dash'].includes(content)) return null
  if (content === 'text' && headers['content-length'] !== undefined) return null
  return isPlaylist(chunks) ? createHash('sha1').update(text).digest('hex') : 'speaks'
}

function isPlaylist([first]: readonly Buffer[]): boolean {
  return first?.subarray(0, 7).toString('latin1') === '#EXTM3U'
}
