import { inEnglish, messageOf } from '@cashbacktv/contract'
import { WebSocket } from 'ws'
import type { InTurn } from '../short-turns.ts'
import { endSoon } from './end-floods.ts'

/** Messages of one socket that may wait; while it has more its peer is not read from. */
const MOST_WAITING = 16

/** RFC 6455, 7.4.1: a message that is too big to process. */
const TOO_BIG = 1009

/**
 * The class of a server's sockets whose messages wait for `inTurn` before anybody hears them; that a
 * socket has closed is heard after its last message. Of a message is heard what `read` makes of it; one of which
 * it makes null nobody hears, and it ends the socket.
 */
export function patientSocket(
  inTurn: InTurn,
  read: (data: unknown) => unknown = (data) => data,
): typeof WebSocket {
  return class PatientSocket extends WebSocket {
    #waiting = 0

    override emit(event: string | symbol, ...args: unknown[]): boolean {
      const waits = event === 'message' || (event === 'close' && this.#waiting > 0)
      if (!waits) return super.emit(event, ...args)
      this.#waiting += 1
      if (this.#waiting > MOST_WAITING) this.pause()
      inTurn(() => {
        this.#waiting -= 1
        if (this.isPaused && this.#waiting === 0) this.resume()
        if (event !== 'message') return void super.emit(event, ...args)
        const [told, ...rest] = args
        const data = read(told)
        if (data === null) this.#refuse()
        else super.emit(event, data, ...rest)
      })
      return true
    }

    #refuse() {
      this.close(TOO_BIG, inEnglish(messageOf('body-too-much')))
      endSoon(this)
    }
  }
}
