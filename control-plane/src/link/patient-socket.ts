import { WebSocket } from 'ws'
import type { InTurn } from '../short-turns.ts'

/** Messages of one socket that may wait; while it has more its peer is not read from. */
const MOST_WAITING = 16

/**
 * The class of a server's sockets whose messages wait for `inTurn` before anybody hears them; that a
 * socket has closed is heard after its last message.
 */
export function patientSocket(inTurn: InTurn): typeof WebSocket {
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
        super.emit(event, ...args)
      })
      return true
    }
  }
}
