import { connect } from 'node:net'

export type EndlessBody = {
  /** The answer as far as it has come; empty while there is none. */
  answer(): string
  /** Bytes that were sent so far. */
  sent(): number
  /** Resolves when the connection is over, whoever ended it. */
  ended: Promise<void>
  end(): void
}

const CHUNK = Buffer.alloc(64 * 1024, 'x')

/** Sends a body without end, in chunks and without a length, as fast as it is taken. */
export function sendEndlessBody(port: number, head: string): EndlessBody {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  let sent = 0
  socket.setEncoding('utf8').on('data', (text) => {
    answer = (answer + text).slice(0, 64 * 1024)
  })
  socket.on('error', () => socket.destroy())
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const chunk = Buffer.concat([
    Buffer.from(`${CHUNK.length.toString(16)}\r\n`),
    CHUNK,
    Buffer.from('\r\n'),
  ])
  const more = () => {
    while (socket.writable) {
      sent += CHUNK.length
      if (!socket.write(chunk)) return
    }
  }
  socket.on('drain', more)
  socket.once('connect', () => {
    socket.write(`${head}\r\nHost: 127.0.0.1:${port}\r\nTransfer-Encoding: chunked\r\n\r\n`)
    more()
  })
  return { answer: () => answer, sent: () => sent, ended, end: () => socket.destroy() }
}
