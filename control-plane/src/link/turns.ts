/** Longest that what waits is worked on before everything else of the process has its turn again. */
const TURN_MS = 5

/**
 * Does what is handed to it in that order and, when much comes at once, in short turns: answers to
 * people are not held up by a hundred reports that came in together.
 */
export function createTurns(): (work: () => void) => void {
  const waiting: (() => void)[] = []
  let isPlanned = false

  function plan() {
    isPlanned = true
    setImmediate(() => doNext(performance.now() + TURN_MS))
  }
  function doNext(until: number) {
    // Most of a message is done by promises that follow from it: they are of the same turn, and have
    // all been kept once a tick comes that is asked for among them.
    queueMicrotask(() => process.nextTick(goOn, until))
    waiting.shift()?.()
  }
  function goOn(until: number) {
    if (waiting.length === 0) isPlanned = false
    else if (performance.now() < until) doNext(until)
    else plan()
  }
  return (work) => {
    waiting.push(work)
    if (!isPlanned) plan()
  }
}
