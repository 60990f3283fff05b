import { inEnglish, LINK_MESSAGES_PER_SECOND, messageOf } from '@cashbacktv/contract'
import type { WebSocket } from 'ws'
import { endFloods, endSoon } from './end-floods.ts'
import { callsIn } from './judge-message.ts'

/** So much waiting to be sent ends a socket at once; the lesser amount when it does not shrink. */
const MOST_BUFFERED_BYTES = 16 * 1024 * 1024
const SLOW_BUFFERED_BYTES = 1024 * 1024
const SLOW_TICKS = 3

export type SocketTimes = { tickMs: number; deadAfterMs: number }

/** A dead peer is gone within 10 s of silence and one tick more, below the 15 s that hosts are promised. */
export const SOCKET_TIMES: SocketTimes = { tickMs: 3000, deadAfterMs: 10_000 }

/**
 * Ends a socket that floods, that breaks the protocol, that is dead or that does not read what it is sent. `ws` and tRPC send
 * without limit and wait for ever. Attach it before tRPC listens, so that a flood ends here.
 */
export function guardSocket(
  socket: WebSocket,
  times: SocketTimes = SOCKET_TIMES,
  onRoundTrip: (ms: number) => void = () => {},
): void {
  let heardAt = performance.now()
  let pingedAt: number | null = null
  let slowTicks = 0
  const hear = () => {
    heardAt = performance.now()
  }

  socket.on('error', () => endSoon(socket))
  socket.on('message', hear).on('ping', hear).on('pong', hear)
  endFloods(socket, LINK_MESSAGES_PER_SECOND, callsIn)
  socket.on('message', (_data, isBinary) => {
    if (!isBinary) return
    socket.removeAllListeners('message')
    socket.close(1003, inEnglish(messageOf('link-no-text')))
    endSoon(socket)
  })
  socket.on('pong', () => {
    if (pingedAt !== null) onRoundTrip(performance.now() - pingedAt)
    pingedAt = null
  })

  const tick = setInterval(() => {
    slowTicks = socket.bufferedAmount > SLOW_BUFFERED_BYTES ? slowTicks + 1 : 0
    const isSlow = slowTicks >= SLOW_TICKS || socket.bufferedAmount > MOST_BUFFERED_BYTES
    const isDead = performance.now() - heardAt > times.deadAfterMs
    if (isSlow || isDead) socket.terminate()
    else if (socket.readyState === socket.OPEN) {
      pingedAt ??= performance.now()
      socket.ping()
    }
  }, times.tickMs).unref()
  socket.once('close', () => clearInterval(tick))
}
