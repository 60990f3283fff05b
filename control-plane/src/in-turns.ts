import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Steps } from './domain/steps.ts'

/** Longest that a decision is worked on before everything else of the process has its turn. */
const TURN_MS = 5

/** Makes a decision in short turns: reports and answers to people go in between. */
export async function inTurns<T>(work: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + TURN_MS
    do {
      const { done, value } = work.next()
      if (done) return value
    } while (performance.now() < until)
    await nextTurn()
  }
}
