import { randomBytes } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { type Child, startChild } from '../stack/child.ts'
import { listenLocally } from '../stack/local-server.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type CountedSource, loopedInput } from './live-source.ts'

const RTP_MPEG_TS = 33
const TS_PACKET_BYTES = 188
const PACKETS_A_DATAGRAM = 7

/**
 * A small RTSP server: MPEG-TS in RTP, interleaved on the RTSP connection (RFC 2326, RFC 2250). With
 * `oneSession` a second client is answered 453, as small encoders do.
 */
export async function startRtsp(
  options: ClipOptions & { oneSession?: boolean } = {},
): Promise<CountedSource> {
  const { oneSession = false, ...clipOptions } = options
  const clip = await testClip(clipOptions)
  const players = new Set<Child>()
  const sessions = new Set<Socket>()
  const count = { opened: 0, seconds: 0 }
  const server = createServer((client) => {
    count.opened++
    if (sessions.size > 0) count.seconds++
    if (oneSession && sessions.size > 0) return refuse(client)
    sessions.add(client)
    client.on('close', () => sessions.delete(client))
    serve(client, clip, players)
  })
  const local = await listenLocally(server)
  return {
    url: `rtsp://127.0.0.1:${local.port}/live`,
    opened: () => count.opened,
    seconds: () => count.seconds,
    close: async () => {
      await local.close()
      await Promise.all([...players].map((player) => player.stop()))
    },
  }
}

function refuse(client: Socket): void {
  client.on('error', () => client.destroy())
  client.on('data', (data) => {
    const sequence = /CSeq:\s*(\d+)/i.exec(data.toString('latin1'))?.[1] ?? '0'
    client.write(`RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: ${sequence}\r\n\r\n`)
  })
}

function serve(client: Socket, clip: string, players: Set<Child>) {
  const session = randomBytes(4).toString('hex')
  let pending = ''
  client.on('error', () => client.destroy())
  client.on('data', (data) => {
    pending += data.toString('latin1')
    for (let end = pending.indexOf('\r\n\r\n'); end >= 0; end = pending.indexOf('\r\n\r\n')) {
      const request = pending.slice(0, end)
      pending = pending.slice(end + 4)
      client.write(answer(request, session))
      if (request.startsWith('PLAY')) play(client, clip, players)
    }
  })
}

function answer(request: string, session: string): string {
  const [method = ''] = request.split(' ')
  const sequence = /CSeq:\s*(\d+)/i.exec(request)?.[1] ?? '0'
  const { headers = [], body = '' } = answers(session)[method] ?? {}
  const length = body ? [`Content-Length: ${body.length}`] : []
  return ['RTSP/1.0 200 OK', `CSeq: ${sequence}`, ...headers, ...length, '', body].join('\r\n')
}

function answers(session: string): Record<string, { headers?: string[]; body?: string }> {
  const sdp = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=live', 't=0 0', 'm=video 0 RTP/AVP 33']
  const transport = 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1'
  return {
    OPTIONS: { headers: ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN'] },
    DESCRIBE: {
      headers: ['Content-Type: application/sdp'],
      body: `${sdp.join('\r\n')}\r\na=control:track0\r\n`,
    },
    SETUP: { headers: [transport, `Session: ${session}`] },
    PLAY: { headers: [`Session: ${session}`] },
    TEARDOWN: { headers: [`Session: ${session}`] },
  }
}

function play(client: Socket, clip: string, players: Set<Child>) {
  const args = [...loopedInput(clip), '-c', 'copy', '-f', 'mpegts', 'pipe:1']
  const player = startChild('ffmpeg', args, { pipeStdout: true })
  players.add(player)
  client.on('close', () => {
    players.delete(player)
    void player.stop()
  })
  const size = TS_PACKET_BYTES * PACKETS_A_DATAGRAM
  let rest = Buffer.alloc(0)
  let sequence = 0
  player.process.stdout?.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (; rest.length >= size; rest = rest.subarray(size)) {
      client.write(interleaved(rest.subarray(0, size), sequence++))
    }
  })
}

/** `$`, channel 0, length, then an RTP packet with a 90 kHz clock. */
function interleaved(payload: Buffer, sequence: number): Buffer {
  const header = Buffer.alloc(16)
  header.writeUInt8(0x24, 0)
  header.writeUInt16BE(payload.length + 12, 2)
  header.writeUInt8(0x80, 4)
  header.writeUInt8(RTP_MPEG_TS, 5)
  header.writeUInt16BE(sequence & 0xffff, 6)
  header.writeUInt32BE((performance.now() * 90) >>> 0, 8)
  header.writeUInt32BE(1, 12)
  return Buffer.concat([header, payload])
}
