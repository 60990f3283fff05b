/** Longest that one answer counts: a stream, a restore or a slow reader holds nothing up. */
const COUNTS_MS = 200

export type AnswersInFlight = {
  /** An answer to somebody is being made; call what is returned when it is over. */
  begin(): () => void
  /** Calls back once no answer is being made, after `ms` at the latest; at once, within this call, when none is. */
  whenNone(ms: number, goOn: () => void): void
}

/**
 * Answers to people and programs that are being made now. What can wait, as the reports of hosts
 * can, waits for them: an answer comes in many short steps, and behind each of them the reports of a
 * whole fleet would be taken in first.
 */
export function createAnswersInFlight(): AnswersInFlight {
  const waiting = new Set<() => void>()
  let inFlight = 0

  return {
    begin() {
      let isOver = false
      const end = () => {
        if (isOver) return
        isOver = true
        clearTimeout(late)
        inFlight -= 1
        if (inFlight === 0) for (const goOn of [...waiting]) goOn()
      }
      const late = setTimeout(end, COUNTS_MS).unref()
      inFlight += 1
      return end
    },
    whenNone(ms, goOn) {
      if (inFlight === 0 || ms <= 0) return goOn()
      const once = () => {
        clearTimeout(late)
        waiting.delete(once)
        goOn()
      }
      const late = setTimeout(once, ms)
      waiting.add(once)
    },
  }
}
