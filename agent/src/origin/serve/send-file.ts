import { lstatSync, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { READ_ITSELF } from '../../files/itself.ts'
import { answer, answerBusy } from '../answer.ts'
import { byteRange } from '../domain/byte-range.ts'
import { TooMuchWaitingError } from './in-turn.ts'
import type { SegmentCache, SegmentForm } from './segment-cache.ts'

type FileToSend = {
  path: string
  type: string
  cache: SegmentCache
  onSent: (bytes: number) => void
  /** Of what is not for everybody. */
  isPrivate?: boolean
  /** What it is made into on the way; null where it is sent as it is. */
  form?: SegmentForm | null
}
type Span = { start: number; end: number }

const GONE = 'This segment is no longer there.'

/** Sends a segment. Its name is never used again, so it may be kept for ever. */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  file: FileToSend,
): Promise<void> {
  // Of a RAM disk: to hand it to another thread and back would cost as much as the whole answer.
  const stats = lstatSync(file.path, { throwIfNoEntry: false })
  if (!stats?.isFile()) {
    answer(res, 404, GONE)
    return
  }
  const headers = headersOf(file)
  // Without its length (RFC 9110 9.3.2), where only making it would tell.
  if (req.method === 'HEAD' && file.form?.sizeOf(stats.size) === null) {
    res.writeHead(200, headers).end()
    return
  }
  try {
    // Read before anything is said: a file that goes away just now is a 404 to come, not half an answer.
    const { size, bytes } = await measured(file, stats, req.method === 'HEAD')
    const range = size === 0 && file.form ? 'nothing' : byteRange(req.headers.range, size)
    if (range === 'nothing') {
      answer(res, 404, 'This segment has no such track.')
      return
    }
    if (range === 'outside') {
      res.setHeader('content-range', `bytes */${size}`)
      answer(res, 416, 'This range is outside the segment.')
      return
    }
    const { start, end } = range ?? { start: 0, end: size - 1 }
    if (range !== null) res.setHeader('content-range', `bytes ${start}-${end}/${size}`)
    res.writeHead(range === null ? 200 : 206, {
      ...headers,
      'content-length': end - start + 1,
    })
    if (req.method === 'HEAD' || size === 0) res.end()
    else await sendSpan(res, file, bytes, { start, end })
  } catch (error) {
    giveUp(res, error)
  }
}

function headersOf({ type, isPrivate }: FileToSend) {
  return {
    'content-type': type,
    'cache-control': isPrivate ? 'private, no-cache' : 'public, max-age=3600, immutable',
    'accept-ranges': 'bytes',
  }
}

function giveUp(res: ServerResponse, error: unknown): void {
  if (!res.headersSent && isGone(error)) answer(res, 404, GONE)
  else if (!res.headersSent && error instanceof TooMuchWaitingError) answerBusy(res)
  // The viewer has gone away; nothing can be answered any more.
  else res.destroy()
}

/** How long it is as it is sent; its bytes too where they are needed, or have to be made to tell. */
async function measured(
  { path, cache, form = null }: FileToSend,
  stats: Stats,
  isHead: boolean,
): Promise<{ size: number; bytes: Buffer | null }> {
  const size = form === null ? stats.size : form.sizeOf(stats.size)
  const bytes = isHead && size !== null ? null : await cache.read(path, stats, form)
  return { size: size ?? bytes?.length ?? 0, bytes }
}

async function sendSpan(
  res: ServerResponse,
  { path, onSent }: FileToSend,
  cached: Buffer | null,
  { start, end }: Span,
): Promise<void> {
  const length = end - start + 1
  if (cached) {
    res.once('finish', () => onSent(length))
    res.end(length === cached.length ? cached : cached.subarray(start, end + 1))
    return
  }
  const handle = await open(path, READ_ITSELF)
  await pipeline(handle.createReadStream({ start, end }), res)
  onSent(length)
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
