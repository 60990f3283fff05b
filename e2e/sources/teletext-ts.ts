import { createServer, type ServerResponse } from 'node:http'
import {
  boxed,
  fillLine,
  pageLines,
  type SentLines,
  teletextInserter,
} from '../../agent/test/teletext-stream.ts'
import { startChild } from '../stack/child.ts'
import { listenLocally } from '../stack/local-server.ts'
import type { LiveSource } from './live-source.ts'

const PACKET_BYTES = 188
const TICKS = 90_000
const [MINUTES, EVERY_SECONDS, SEEN_SECONDS] = [10, 4, 3]
/** Of the Turkish letters. */
const OPTION = 6

/** What is to be read over the picture. */
export const SUBTITLE = /^Sıra ğ \d+$/

export type TeletextSource = LiveSource & {
  /** From now on it has no teletext, nor says that it has; who reads it has to ask again. */
  loseTeletext(): void
}

/** A live MPEG-TS over HTTP whose teletext has another subtitle each four seconds, on page 888, for three. */
export async function startTeletextTs(): Promise<TeletextSource> {
  const clients = new Set<ServerResponse>()
  const insert = teletextInserter(subtitlesFrom)
  const child = startChild('ffmpeg', ARGUMENTS, { pipeStdout: true })
  let hasTeletext = true
  let rest = Buffer.alloc(0)
  child.process.stdout?.on('data', (chunk: Buffer) => {
    const bytes = Buffer.concat([rest, chunk])
    const whole = bytes.length - (bytes.length % PACKET_BYTES)
    rest = bytes.subarray(whole)
    const packets = hasTeletext ? insert(bytes.subarray(0, whole)) : bytes.subarray(0, whole)
    for (const client of clients) client.write(packets)
  })
  const local = await listenLocally(
    createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp2t', 'cache-control': 'no-store' })
      response.flushHeaders()
      clients.add(response)
      response.on('close', () => clients.delete(response))
    }),
  )
  return {
    url: `http://127.0.0.1:${local.port}/live.ts`,
    loseTeletext() {
      hasTeletext = false
      for (const client of clients) client.destroy()
    },
    close: async () => void (await Promise.all([local.close(), child.stop()])),
  }
}

const ARGUMENTS = [
  ...['-v', 'error', '-nostdin', '-re', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25'],
  ...['-f', 'lavfi', '-i', 'sine=r=48000', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25'],
  ...['-pix_fmt', 'yuv420p', '-c:a', 'aac', '-f', 'mpegts', '-flush_packets', '1', 'pipe:1'],
]

function subtitlesFrom(firstTicks: number): SentLines[] {
  const count = (MINUTES * 60) / EVERY_SECONDS
  return Array.from({ length: count }, (_, at) => {
    const from = firstTicks + (at + 1) * EVERY_SECONDS * TICKS
    return [sentAt(from, { 20: boxed(`S\x60ra $ ${at}`) }), sentAt(from + SEEN_SECONDS * TICKS, {})]
  }).flat()
}

function sentAt(ticks: number, rows: Record<number, string>): SentLines {
  const lines = [...pageLines({ page: 888, rows, option: OPTION }), fillLine(8)]
  return { sentAt: ticks, pts: ticks, lines }
}
