import { inEnglish, messageOf } from '@cashbacktv/contract'
import type { RawData, WebSocket } from 'ws'
import { LINK_CLOSE } from './host-hub.ts'
import { createMessageBudget } from './message-budget.ts'

/** Whoever breaks the rules may not answer the word about it either. */
export function endSoon(socket: WebSocket): void {
  setTimeout(() => socket.terminate(), 1000).unref()
}

/**
 * Ends a socket whose peer sends more than it may, with 4429: messages, pings and pongs count alike, as
 * each costs a turn, and `ws` answers every ping. Attach it before whoever listens, so that a flood ends
 * here: what is already read of it is dropped unseen. `callsIn`: how many messages one stands for.
 */
export function endFloods(
  socket: WebSocket,
  perSecond: number,
  callsIn: (data: RawData) => number = () => 1,
): void {
  const budget = createMessageBudget(perSecond, performance.now())
  const spend = (bytes: number, calls = 1) => {
    if (budget.spend(bytes, performance.now(), calls)) return
    for (const event of ['message', 'ping', 'pong']) socket.removeAllListeners(event)
    socket.close(LINK_CLOSE.tooManyMessages, inEnglish(messageOf('link-too-many')))
    endSoon(socket)
  }
  socket.on('message', (data: RawData) => {
    spend(Buffer.isBuffer(data) ? data.length : 0, callsIn(data))
  })
  socket.on('ping', (data: Buffer) => spend(data.length))
  socket.on('pong', (data: Buffer) => spend(data.length))
}
