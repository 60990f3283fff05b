import { open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { answer } from './answer.ts'
import { byteRange } from './domain/byte-range.ts'

type FileToSend = { path: string; type: string; onSent: (bytes: number) => void }

/** Streams a segment from disk. Its name is never used again, so it may be kept for ever. */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  { path, type, onSent }: FileToSend,
): Promise<void> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) {
    answer(res, 404, 'This segment is no longer there.')
    return
  }
  try {
    const { size } = await file.stat()
    const range = byteRange(req.headers.range, size)
    if (range === 'outside') {
      res.setHeader('content-range', `bytes */${size}`)
      answer(res, 416, 'This range is outside the segment.')
      return
    }
    const { start, end } = range ?? { start: 0, end: size - 1 }
    if (range !== null) res.setHeader('content-range', `bytes ${start}-${end}/${size}`)
    res.writeHead(range === null ? 200 : 206, {
      'content-type': type,
      'content-length': end - start + 1,
      'cache-control': 'public, max-age=3600, immutable',
      'accept-ranges': 'bytes',
    })
    if (req.method === 'HEAD' || size === 0) {
      res.end()
      return
    }
    await pipeline(file.createReadStream({ start, end, autoClose: false }), res)
    onSent(end - start + 1)
  } catch {
    // The viewer has gone away; nothing can be answered any more.
    res.destroy()
  } finally {
    await file.close()
  }
}
