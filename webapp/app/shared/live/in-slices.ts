/**
 * Tells topics so many at a time, each once however often it was asked for, and lets `later` give the
 * browser its turn in between: what follows from all of them at once would be one long task.
 */
export function inSlices(
  tell: (topic: string) => void,
  size: number,
  later: (run: () => void) => void,
): (topic: string) => void {
  const waiting = new Set<string>()
  let isDue = false
  const run = () => {
    isDue = false
    for (const topic of [...waiting].slice(0, size)) {
      waiting.delete(topic)
      tell(topic)
    }
    if (waiting.size > 0) plan()
  }
  const plan = () => {
    if (isDue) return
    isDue = true
    later(run)
  }
  return (topic) => {
    waiting.add(topic)
    plan()
  }
}
