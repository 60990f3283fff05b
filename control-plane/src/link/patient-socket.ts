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
 * socket has closed is heard after its last message. What is not `taken` nobody hears: it ends the socket.
 */
export function patientSocket(
  inTurn: InTurn,
  taken: (data: unknown) => boolean = () => true,
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
        if (event !== 'message' || taken(args[0])) super.emit(event, ...args)
        else this.#refuse()
      })
      return true
    }

    #refuse() {
      this.close(TOO_BIG, inEnglish(messageOf('body-too-much')))
      endSoon(this)
    }
  }
}
