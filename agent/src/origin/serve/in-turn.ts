import { setImmediate } from 'node:timers/promises'
import PQueue from 'p-queue'

/** So much waits already that whoever asks is to come again later. */
export class TooMuchWaitingError extends Error {}

/** Rejects with `TooMuchWaitingError`. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

const [FIRST, LAST] = [1, 0]

/**
 * Turns for work that takes the time of the loop that everything live is published in, which anybody can ask for:
 * one piece after another, and before each what else is due, however much waits. What is `urgent` goes first, and
 * each has places of its own to wait in.
 */
export function takeTurns(places: { urgent: number; patient: number }): {
  urgent: InTurn
  patient: InTurn
} {
  const queue = new PQueue({ concurrency: 1 })
  const inTurn =
    (priority: number, mostWaiting: number): InTurn =>
    async (work) => {
      if (queue.sizeBy({ priority }) >= mostWaiting) throw new TooMuchWaitingError()
      return queue.add(
        async () => {
          await setImmediate()
          return work()
        },
        { priority },
      )
    }
  return { urgent: inTurn(FIRST, places.urgent), patient: inTurn(LAST, places.patient) }
}
