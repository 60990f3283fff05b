import { createSocket } from 'node:dgram'

type Options = {
  /** Of UDP. */
  port: number
  /** The loopback address, or one that nginx in a container of its own reaches: whoever does is believed. */
  host: string
  onLine(datagram: string): void
  onError(why: string): void
}

/** What the kernel keeps while the origin is busy, in bytes; it may allow less. */
const RECEIVE_BUFFER = 4 * 1024 * 1024

/** Hears what nginx logs over UDP, a line a datagram. What is lost on the way is not counted. */
export function listenSegmentLog({ port, host, onLine, onError }: Options): { close(): void } {
  const socket = createSocket('udp4')
  socket.on('error', (error) => onError(error.message))
  socket.on('message', (datagram) => onLine(datagram.toString('utf8')))
  socket.bind(port, host, () => {
    try {
      socket.setRecvBufferSize(RECEIVE_BUFFER)
    } catch {
      // As much as there is has to do.
    }
  })
  return { close: () => socket.close() }
}
