import type { AnswersInFlight } from './answers-in-flight.ts'

/** Longest that what waits is worked on before everything else of the process has its turn again. */
const TURN_MS = 5
/** Longest that anything waits for answers to people; an agent reports each second. */
const HOLD_MS = 100

type Waiting = { work: () => void; since: number }

/** Does it in its turn, after what was handed over before. */
export type InTurn = (work: () => void) => void

/**
 * Does what is handed to it in that order and, when much comes at once, in short turns: answers to
 * people are not held up by a hundred reports that came in together, which wait for them a little.
 */
export function createTurns(answers: Pick<AnswersInFlight, 'whenNone'>): InTurn {
  const waiting: Waiting[] = []
  let isPlanned = false

  function plan() {
    isPlanned = true
    const since = waiting[0]?.since ?? 0
    answers.whenNone(since + HOLD_MS - performance.now(), () =>
      setImmediate(() => doNext(performance.now() + TURN_MS)),
    )
  }
  function doNext(until: number) {
    // Most of a message is done by promises that follow from it: they are of the same turn, and have
    // all been kept once a tick comes that is asked for among them.
    queueMicrotask(() => process.nextTick(goOn, until))
    waiting.shift()?.work()
  }
  function goOn(until: number) {
    if (waiting.length === 0) isPlanned = false
    else if (performance.now() < until) doNext(until)
    else plan()
  }
  return (work) => {
    waiting.push({ work, since: performance.now() })
    if (!isPlanned) plan()
  }
}
