import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AnswersInFlight } from './answers-in-flight.ts'
import type { Steps } from './domain/steps.ts'

/** Longest that a decision is worked on before everything else of the process has its turn. */
const TURN_MS = 5
/** Longest that a whole decision waits for answers to people; it is made each second. */
const HOLD_MS = 300

/** For what somebody waits for itself: it gives everybody else a turn, and waits for none. */
export const IN_BETWEEN = { whenNone: (_ms: number, goOn: () => void) => goOn() }

/**
 * Makes a decision in short turns: reports and answers to people go in between. An answer comes in
 * many short steps, behind each of which a turn would be taken: the decision waits for it instead.
 */
export async function inTurns<T>(
  work: Steps<T>,
  answers: Pick<AnswersInFlight, 'whenNone'>,
): Promise<T> {
  let holdMs = HOLD_MS
  for (;;) {
    const until = performance.now() + TURN_MS
    do {
      const { done, value } = work.next()
      if (done) return value
    } while (performance.now() < until)
    const from = performance.now()
    await new Promise<void>((goOn) => answers.whenNone(holdMs, goOn))
    holdMs -= performance.now() - from
    await nextTurn()
  }
}
