import type { IncomingMessage } from 'node:http'

/** As long as nginx reads on at most when nothing comes (`lingering_timeout`), in milliseconds. */
const LINGER_MS = 5000

/**
 * Lets a client that is still sending read why it was refused: what comes is thrown away, and the
 * connection closed when the body ends or the time is over. Closed at once, it would be reset, and
 * the answer lost with it.
 */
export function lingerBeforeClose(incoming: IncomingMessage): void {
  const { socket } = incoming
  const close = socket.destroySoon.bind(socket)
  let lingering = false
  socket.destroySoon = () => {
    if (lingering) return
    lingering = true
    const late = setTimeout(close, LINGER_MS).unref()
    socket.once('close', () => clearTimeout(late))
    if (incoming.complete) return close()
    incoming.once('end', close)
    incoming.resume()
  }
}
