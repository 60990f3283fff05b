import { lstat, readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'
import { THUMBNAIL } from '../../domain/plan-ffmpeg/hls-arguments.ts'
import { READ_ITSELF } from '../../files/itself.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { answer } from '../answer.ts'
import type { OriginChannel } from '../channel/channel.ts'

export type Thumbnails = {
  /** `isPrivate`: a cache on the way must not keep it. */
  send(res: ServerResponse, channel: OriginChannel, isPrivate: boolean): Promise<void>
}

const FRESH_MS = 10_000
const MOST_WAITING = 20
const MOST_KEPT = 500
/** The picture of a wall of channels: 320 pixels wide, as the running FFmpeg makes them. */
const FROM_SEGMENT = ['-frames:v', '1', '-vf', 'scale=320:-2', '-q:v', '5', '-f', 'mjpeg', 'pipe:1']

/**
 * Small pictures of what is on air. A transcoding FFmpeg writes them by itself; for a copied stream
 * one is taken from the newest segment when somebody looks, one at a time and at low priority.
 */
export function createThumbnails(mediaDir: string): Thumbnails {
  const grabbed = new LRUCache<string, { at: number; jpeg: Buffer }>({ max: MOST_KEPT })
  const queue = new PQueue({ concurrency: 1 })

  async function find(channel: OriginChannel): Promise<Buffer | null> {
    const newest = channel.newest()
    if (newest === null) return null
    const folder = join(mediaDir, channel.channelId, 'runs', newest.runId)
    const written = await readFresh(join(folder, THUMBNAIL))
    if (written !== null) return written
    const kept = grabbed.get(channel.channelId)
    if (kept !== undefined && Date.now() - kept.at < FRESH_MS) return kept.jpeg
    if (newest.segment === null || queue.size > MOST_WAITING) return kept?.jpeg ?? null
    const segment = join(folder, newest.segment)
    const jpeg = await queue.add(() => grab(segment))
    if (jpeg != null) grabbed.set(channel.channelId, { at: Date.now(), jpeg })
    return jpeg ?? kept?.jpeg ?? null
  }

  return {
    async send(res, channel, isPrivate) {
      const jpeg = await find(channel).catch(() => null)
      if (jpeg === null) {
        answer(res, 404, 'There is no picture of this channel yet.')
        return
      }
      const cached = isPrivate ? 'private, max-age=5' : 'max-age=5'
      const headers = { 'content-type': 'image/jpeg', 'cache-control': cached }
      res.writeHead(200, { ...headers, 'content-length': jpeg.length }).end(jpeg)
    },
  }
}

async function readFresh(path: string): Promise<Buffer | null> {
  try {
    const { mtimeMs, size } = await lstat(path)
    return size > 0 && Date.now() - mtimeMs < 6 * FRESH_MS
      ? await readFile(path, { flag: READ_ITSELF })
      : null
  } catch {
    return null
  }
}

async function grab(segment: string): Promise<Buffer | null> {
  const input = ['-v', 'error', '-nostdin', '-threads', '1', '-skip_frame', 'nokey', '-i', segment]
  const { code, stdout } = await runToEnd(
    'nice',
    ['-n', '15', 'ffmpeg', ...input, ...FROM_SEGMENT],
    {
      timeoutMs: 5000,
      maxBytes: 1 << 20,
      files: { reads: [segment], writes: [] },
    },
  )
  return code === 0 && stdout.length > 0 ? stdout : null
}
