import { createServer, type ServerResponse } from 'node:http'
import { runToEnd } from '../../process/run-to-end.ts'

const PACKET = 188
export const PICTURE_PID = 0x100
export const AUDIO_PID = 0x101

/** An answer of a server that is no usual stream. `path` is without its first slash. */
export type Answer = (response: ServerResponse, path: string) => void

/** A server of odd sources on a free loopback port. */
export async function serveOdd(answers: Record<string, Answer>) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1)
    asked.push(path)
    const answer = answers[path]
    if (answer === undefined) return void response.writeHead(404).end()
    answer(response, path)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Paths in the order in which they were asked for. */
    asked,
    answers,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A small transport stream of H.264 with AAC, unless the arguments say otherwise. */
export async function makeStream(
  seconds: number,
  encoding: readonly string[] = ['-g', '25', '-keyint_min', '25', '-sc_threshold', '0'],
): Promise<Buffer> {
  const args = [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=sample_rate=48000:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
    ...[...encoding, '-f', 'mpegts', 'pipe:1'],
  ]
  const limits = { isTool: true, timeoutMs: 50_000, maxBytes: 50_000_000 }
  const { code, stdout, stderr } = await runToEnd('ffmpeg', args, limits)
  if (code !== 0) throw new Error(stderr)
  return stdout
}

/** Common encryption (ISO/IEC 23001-7): the boxes are in the open, the pictures are not. */
export async function makeEncryptedMp4(): Promise<Buffer> {
  const args = [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=4'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p'],
    ...['-encryption_scheme', 'cenc-aes-ctr', '-encryption_key', '1'.repeat(32)],
    ...['-encryption_kid', '2'.repeat(32), '-movflags', 'frag_keyframe+empty_moov'],
    ...['-f', 'mp4', 'pipe:1'],
  ]
  const limits = { isTool: true, timeoutMs: 50_000, maxBytes: 50_000_000 }
  const { code, stdout, stderr } = await runToEnd('ffmpeg', args, limits)
  if (code !== 0) throw new Error(stderr)
  return stdout
}

/** The same without some of its packets, or with others in their place. */
export function rewritten(
  stream: Buffer,
  change: (pid: number, packet: Buffer) => Buffer | null,
): Buffer {
  const packets: Buffer[] = []
  for (let at = 0; at + PACKET <= stream.length; at += PACKET) {
    const packet = Buffer.from(stream.subarray(at, at + PACKET))
    const next = change(packet.readUInt16BE(1) & 0x1fff, packet)
    if (next !== null) packets.push(next)
  }
  return Buffer.concat(packets)
}

/** As a broadcaster scrambles: the head of the packet stays, and says so. */
export function scrambled(packet: Buffer): Buffer {
  const head = packet.readUInt8(3)
  const payload = 4 + ((head & 0x20) !== 0 ? 1 + packet.readUInt8(4) : 0)
  packet.writeUInt8(head | 0x80, 3)
  for (let at = payload; at < PACKET; at++) packet.writeUInt8((packet[at] ?? 0) ^ 0x5a, at)
  return packet
}

/** Sends a stream at its own pace or slower, over and over, as a live server does. */
export function live(stream: Buffer, seconds: number, pace = 1): Answer {
  const perTick = Math.max(
    PACKET,
    Math.floor(((stream.length / seconds) * pace) / 20 / PACKET) * PACKET,
  )
  return (response) => {
    let at = 0
    response.writeHead(200, { 'content-type': 'video/mp2t' })
    const timer = setInterval(() => {
      response.write(stream.subarray(at, at + perTick))
      at = at + perTick >= stream.length ? 0 : at + perTick
    }, 50)
    response.on('close', () => clearInterval(timer))
  }
}

export function text(body: string, status = 200, type = 'text/html'): Answer {
  return (response) => void response.writeHead(status, { 'content-type': type }).end(body)
}

export function file(body: Buffer): Answer {
  return (response) => void response.writeHead(200, { 'content-length': body.length }).end(body)
}
