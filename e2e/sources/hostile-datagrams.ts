import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { freeUdpPort } from '../stack/free-port.ts'
import type { HostileSource } from './hostile.ts'

const HANDSHAKE = 0x80000000
const CONCLUSION = 0xffffffff
const OWN_ID = 0x1234

/** The answer of a listener to a handshake of SRT (draft-sharabayko-srt-01, 3.2.1): induction, then conclusion. */
function srtAnswer(asked: Buffer): Buffer {
  const isConclusion = asked.readUInt32BE(36) === CONCLUSION
  const reply = Buffer.alloc(isConclusion ? 80 : 64)
  asked.copy(reply, 0, 0, 64)
  reply.writeUInt32BE(HANDSHAKE, 0)
  // To the socket that asked, which names itself in its handshake.
  reply.writeUInt32BE(asked.readUInt32BE(40), 12)
  reply.writeUInt32BE(5, 16)
  reply.writeUInt16BE(0, 20)
  reply.writeUInt16BE(isConclusion ? 1 : 0x4a17, 22)
  reply.writeUInt32BE(OWN_ID, 40)
  reply.writeUInt32BE(0xc0071e, 44)
  if (!isConclusion) return reply
  // HSRSP of three words: version 1.5.0, flags, latencies of 120 ms.
  reply.set(Buffer.from([0, 2, 0, 3, 0, 1, 5, 0, 0, 0, 0, 0xbf, 0, 120, 0, 120]), 64)
  return reply
}

/** Packets that look like data, and like control of every kind. */
function srtGarbage(to: number, sequence: number): Buffer {
  const packet = randomBytes(1316)
  packet.writeUInt32BE(sequence & 0x7fffffff, 0)
  if (sequence % 7 === 0) packet.writeUInt16BE(0x8000 | (1 + (sequence % 8)), 0)
  packet.writeUInt32BE(to, 12)
  return packet
}

const BURST = 50

/** `meet`: who reads came as far as to be sent garbage. */
export async function startSrtGarbage(
  meet: () => void,
): Promise<HostileSource & { close(): Promise<void> }> {
  const socket = createSocket('udp4')
  let peer: { port: number; id: number } | null = null
  let sequence = 0
  socket.on('message', (asked, { port }) => {
    if (asked.length < 64 || asked.readUInt32BE(0) !== HANDSHAKE) return
    socket.send(srtAnswer(asked), port, '127.0.0.1')
    if (asked.readUInt32BE(36) !== CONCLUSION) return
    meet()
    peer = { port, id: asked.readUInt32BE(40) }
    sequence = asked.readUInt32BE(24)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const timer = setInterval(() => {
    for (let sent = 0; peer && sent < BURST; sent++)
      socket.send(srtGarbage(peer.id, sequence++), peer.port, '127.0.0.1')
  }, 10)
  const url = `srt://127.0.0.1:${socket.address().port}`
  return { name: 'srt garbage', url, close: () => closed(socket, timer) }
}

async function closed(socket: ReturnType<typeof createSocket>, timer: NodeJS.Timeout) {
  clearInterval(timer)
  const isClosed = once(socket, 'close')
  socket.close()
  await isClosed
}

/** A PAT (ISO/IEC 13818-1, 2.4.4.3) of 40 programs whose PIDs are others each time, its CRC wrong now and then. */
function changingPrograms(turn: number): Buffer {
  const packet = Buffer.alloc(188, 0xff)
  packet.set([0x47, 0x40, 0x00, 0x10 | (turn & 15), 0x00])
  const programs = 40
  const length = 5 + programs * 4 + 4
  packet.set([0x00, 0xb0 | (length >> 8), length & 255, 0, 1, 0xc1 | ((turn & 31) << 1), 0, 0], 5)
  for (let at = 0; at < programs; at++) {
    const number = ((turn * programs + at) & 0xfffe) + 1
    packet.writeUInt16BE(number, 13 + at * 4)
    packet.writeUInt16BE(0xe000 | (16 + (number % 8000)), 15 + at * 4)
  }
  packet.writeUInt32BE(crc32(packet.subarray(5, 13 + programs * 4)), 13 + programs * 4)
  return packet
}

/** Of MPEG (ISO/IEC 13818-1, annex A). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x80000000 ? 0x04c11db7 : 0)
  }
  return crc >>> 0
}

async function startFlood(name: string, packet: (turn: number) => Buffer) {
  const port = await freeUdpPort()
  const socket = createSocket('udp4')
  let turn = 0
  const timer = setInterval(() => {
    for (let sent = 0; sent < BURST; sent++) socket.send(packet(turn++), port, '127.0.0.1')
  }, 10)
  // Nobody listens yet, or any more.
  socket.on('error', () => {})
  return { name, url: `udp://127.0.0.1:${port}`, close: () => closed(socket, timer) }
}

/** Datagrams that come whoever listens: bytes of nothing, and programs that are others each time. */
export function startFloods() {
  return Promise.all([
    startFlood('udp random bytes', () => randomBytes(1316)),
    startFlood('udp programs', (turn) =>
      Buffer.concat(Array.from({ length: 7 }, (_, at) => changingPrograms(turn * 7 + at))),
    ),
  ])
}
