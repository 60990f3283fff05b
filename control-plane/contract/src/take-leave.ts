import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http'
import { Server, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Knows who is connected to a server, from its beginning on. */
export type LeaveTaking = {
  /**
   * Takes no connection more, so that whoever comes is refused and asks elsewhere. Those who are connected are answered
   * on, each for the last time. Resolves when none of them is left but those who upgraded to a socket of their own, or
   * when so many milliseconds are over.
   */
  takeLeave(ms: number): Promise<void>
}

/** Turns of the event loop in which those who wait are taken in; a rush without end is cut off. */
const MOST_TURNS = 100
/** The first may be over before the network was looked at. */
const QUIET_TURNS = 3

export function prepareLeave(server: HttpServer): LeaveTaking {
  const connected = new Set<Socket>()
  let onNone = () => {}
  let taken = 0
  const forget = (socket: Socket) => {
    connected.delete(socket)
    if (connected.size === 0) onNone()
  }
  server.on('connection', (socket) => {
    connected.add(socket)
    taken += 1
    socket.once('close', () => forget(socket))
  })
  server.prependListener('upgrade', ({ socket }) => forget(socket))

  /**
   * The kernel has taken connections for a process that was busy, requests among them, and resets those that are not taken
   * from it before the end: a POST is then lost, since nginx does not send it again.
   */
  async function takeWaiting(): Promise<void> {
    for (let turn = 0, quiet = 0; turn < MOST_TURNS && quiet < QUIET_TURNS; turn += 1) {
      const before = taken
      await nextTurn()
      quiet = taken === before ? quiet + 1 : 0
    }
  }

  return {
    async takeLeave(ms) {
      server.prependListener('request', sayLast)
      await takeWaiting()
      // HTTP's own also ends connections that are idle, and whoever keeps one may just be sending on it.
      Server.prototype.close.call(server)
      if (connected.size === 0) return
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, ms)
        onNone = () => {
          clearTimeout(late)
          resolve()
        }
      })
    },
  }
}

const sayLast = (_: IncomingMessage, res: ServerResponse) =>
  void res.setHeader('Connection', 'close')
