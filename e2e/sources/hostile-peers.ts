import { randomBytes } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { listenLocally } from '../stack/local-server.ts'
import type { HostileSource } from './hostile.ts'
import { startFloods, startSrtGarbage } from './hostile-datagrams.ts'

const DRIP_MS = 200
const BLOCK = Buffer.alloc(65_536)

/** As fast as it is taken, until whoever reads has gone. */
function pour(socket: Socket, block: () => Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(block()));
  }
  socket.on('drain', more)
  more()
}

/** Answers what comes first, once all of its `bytes` are there. */
function afterFirst(bytes: number, answer: (socket: Socket, first: Buffer) => void): Server {
  return createServer((socket) => {
    let first = Buffer.alloc(0)
    const take = (part: Buffer) => {
      first = Buffer.concat([first, part])
      if (first.length < bytes) return
      socket.off('data', take).resume()
      answer(socket, first)
    }
    socket.on('data', take)
  })
}

/** Says that somebody came as far as to be misused. */
type Meet = () => void

const C0_AND_C1 = 1537

/** S0, S1 and S2 of RTMP (Adobe RTMP 1.0, 5.2), and then whatever is poured. */
function rtmpThat(meet: Meet, pours: () => Buffer): Server {
  return afterFirst(C0_AND_C1, (socket, first) => {
    meet()
    socket.write(Buffer.concat([Buffer.from([3]), randomBytes(1536), first.subarray(1, 1537)]))
    pour(socket, pours)
  })
}

/** A message on a chunk stream of its own, whose head says a length of 3 bytes at most (5.3.1.2.1). */
function message(type: number, length: number, body: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head[0] = 3
  head.writeUIntBE(length, 4, 3)
  head[7] = type
  return Buffer.concat([head, body])
}

const LARGEST_CHUNK = Buffer.from([0x00, 0xff, 0xff, 0xff])
const SET_CHUNK_SIZE = 1
const COMMAND = 20

/** A chunk of 16 MB that goes on and on. */
function largeChunks(meet: Meet) {
  let isBegun = false
  return rtmpThat(meet, () => {
    if (isBegun) return BLOCK
    isBegun = true
    return Buffer.concat([
      message(SET_CHUNK_SIZE, 4, LARGEST_CHUNK),
      message(COMMAND, 0xffffff, BLOCK),
    ])
  })
}

/** Objects of AMF0 in objects, each the field `a` of the one around it. */
function nestedCommand(meet: Meet) {
  const object = Buffer.from([3, 0, 1, 0x61])
  const name = Buffer.concat([Buffer.from([2, 0, 7]), Buffer.from('_result')])
  const number = Buffer.from([0, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0])
  const nested = Buffer.concat([name, number, ...Array(50_000).fill(object)])
  const whole = Buffer.concat([
    message(SET_CHUNK_SIZE, 4, LARGEST_CHUNK),
    message(COMMAND, nested.length, nested),
  ])
  return rtmpThat(meet, () => whole)
}

/** A handshake of a byte each moment. */
function slowHandshake(meet: Meet): Server {
  return createServer((socket) => {
    meet()
    const timer = setInterval(() => socket.write(Buffer.from([3])), DRIP_MS)
    socket.on('close', () => clearInterval(timer)).resume()
  })
}

/** Answers each request of RTSP with what its method is answered with. */
function rtsp(answer: (socket: Socket, head: string, method: string) => void): Server {
  return createServer((socket) => {
    socket.on('data', (data) => {
      const asked = data.toString('latin1')
      const sequence = /CSeq: (\d+)/i.exec(asked)?.[1] ?? '1'
      const head = `RTSP/1.0 200 OK\r\nCSeq: ${sequence}\r\n`
      answer(socket, head, asked.split(' ', 1)[0] ?? '')
    })
  })
}

const endlessHeads = (meet: Meet) =>
  rtsp((socket, head) => {
    meet()
    socket.write(head)
    const line = Buffer.from('X-More: and more\r\n'.repeat(1000))
    pour(socket, () => line)
  })

/** Takes what is asked, and says nothing. */
const silent = (meet: Meet) =>
  createServer((socket) => {
    meet()
    socket.resume()
  })

/** An answer of HTTP whose head never ends. */
const endlessAnswer = (meet: Meet) =>
  afterFirst(1, (socket) => {
    meet()
    socket.write('HTTP/1.1 200 OK\r\n')
    const line = Buffer.from('X-More: and more\r\n'.repeat(1000))
    pour(socket, () => line)
  })

/** Ten megabytes of streams that would be there. */
const largeDescription = (meet: Meet) => {
  const stream = 'm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:x\r\n'
  const text = `v=0\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n${stream.repeat(160_000)}`
  return rtsp((socket, head, method) => {
    if (method !== 'DESCRIBE') return void socket.write(`${head}Public: DESCRIBE\r\n\r\n`)
    meet()
    const of = `Content-Type: application/sdp\r\nContent-Length: ${text.length}\r\n\r\n`
    socket.write(`${head}${of}${text}`)
  })
}

/** Peers that speak their protocol as nobody should; `close` ends them all. */
export async function startHostilePeers() {
  const met = new Set<string>()
  const meeting = (name: string) => () => void met.add(name)
  const tcp: [string, 'http' | 'rtmp' | 'rtsp', (meet: Meet) => Server][] = [
    ['rtmp chunks of 16 MB', 'rtmp', largeChunks],
    ['rtmp nested objects', 'rtmp', nestedCommand],
    ['rtmp slow handshake', 'rtmp', slowHandshake],
    ['http silence', 'http', silent],
    ['http endless heads', 'http', endlessAnswer],
    ['rtsp endless heads', 'rtsp', endlessHeads],
    ['rtsp large description', 'rtsp', largeDescription],
  ]
  const servers = await Promise.all(
    tcp.map(async ([name, scheme, make]) => {
      const { port, close } = await listenLocally(make(meeting(name)))
      return { name, url: `${scheme}://127.0.0.1:${port}/live/stream`, close }
    }),
  )
  const floods = await startFloods()
  const datagrams = [await startSrtGarbage(meeting('srt garbage')), ...floods]
  const all = [...servers, ...datagrams]
  const sources: HostileSource[] = all.map(({ name, url }) => ({ name, url }))
  return {
    sources,
    /** Those that are connected to, to whom an FFmpeg came. */
    met,
    close: () => Promise.all(all.map(({ close }) => close())),
  }
}
