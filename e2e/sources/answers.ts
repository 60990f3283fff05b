import { createServer, type ServerResponse } from 'node:http'
import { listenLocally } from '../stack/local-server.ts'

const PACKET = 188

/** How a path is answered; to be exchanged while the server runs. */
export type Answer = (response: ServerResponse) => void

/** A server whose answers are given path by path: web pages, playlists, streams that lack something. */
export async function startAnswers(answers: Map<string, Answer>) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://source').pathname.slice(1)
    const answer = answers.get(path)
    if (answer) answer(response)
    else response.writeHead(404).end()
  })
  const local = await listenLocally(server)
  return { url: `http://127.0.0.1:${local.port}`, answers, close: () => local.close() }
}

export function answerText(body: string, type = 'text/html'): Answer {
  return (response) => void response.writeHead(200, { 'content-type': type }).end(body)
}

export function answerFile(body: Buffer): Answer {
  return (response) => void response.writeHead(200, { 'content-length': body.length }).end(body)
}

/** At its own pace, over and over, as a live server sends. */
export function answerLive(stream: Buffer, seconds: number): Answer {
  const packets = Math.floor(stream.length / PACKET)
  return (response) => {
    let sent = 0
    const begun = performance.now()
    response.writeHead(200, { 'content-type': 'video/mp2t' })
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - begun) / 1000 / seconds) * packets)
      for (; sent < due; sent++) {
        const at = (sent % packets) * PACKET
        response.write(stream.subarray(at, at + PACKET))
      }
    }, 50)
    response.on('close', () => clearInterval(timer))
  }
}

/** The same stream without the packets of some PIDs, or with their payload scrambled. */
export function without(stream: Buffer, isLeftOut: (pid: number) => boolean): Buffer {
  return Buffer.concat(packetsOf(stream).filter((packet) => !isLeftOut(pidOf(packet))))
}

export function scrambled(stream: Buffer, isHidden: (pid: number) => boolean): Buffer {
  return Buffer.concat(
    packetsOf(stream).map((packet) => {
      if (!isHidden(pidOf(packet))) return packet
      const hidden = Buffer.from(packet.map((byte, at) => (at < 4 ? byte : byte ^ 0x5a)))
      packet.copy(hidden, 4, 4, payloadAt(packet))
      hidden.writeUInt8(packet.readUInt8(3) | 0xc0, 3)
      return hidden
    }),
  )
}

function packetsOf(stream: Buffer): Buffer[] {
  const count = Math.floor(stream.length / PACKET)
  return Array.from({ length: count }, (_, index) =>
    stream.subarray(index * PACKET, (index + 1) * PACKET),
  )
}

function pidOf(packet: Buffer): number {
  return packet.readUInt16BE(1) & 0x1fff
}

function payloadAt(packet: Buffer): number {
  return 4 + ((packet.readUInt8(3) & 0x20) !== 0 ? 1 + packet.readUInt8(4) : 0)
}
