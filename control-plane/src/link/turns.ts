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
    setImmediate(turn)
  }
  function turn() {
    isPlanned = false
    const until = performance.now() + TURN_MS
    do {
      waiting.shift()?.()
    } while (waiting.length > 0 && performance.now() < until)
    if (waiting.length > 0 && !isPlanned) plan()
  }
  return (work) => {
    waiting.push(work)
    if (!isPlanned) plan()
  }
}
