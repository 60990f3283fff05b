/** Answers that wait for what is published next. */
export type Waiting = {
  /**
   * Gives one when they are released, or so many milliseconds later, but before a proxy gives up. False
   * where too many wait.
   */
  add(answer: () => void, mostMs: number): boolean
  release(): void
}

/** Players that came within the first seconds of a channel are few; whoever makes some up waits for nothing. */
const MOST_WAITING = 200

/** nginx waits 8 s for an answer (`proxy_read_timeout` of the streams), where half a target duration may be longer. */
export const LONGEST_WAIT_MS = 5000

export function keepWaiting(): Waiting {
  const waiting = new Map<() => void, NodeJS.Timeout>()

  function give(answer: () => void): void {
    clearTimeout(waiting.get(answer))
    if (waiting.delete(answer)) answer()
  }

  return {
    add(answer, mostMs) {
      if (waiting.size >= MOST_WAITING) return false
      waiting.set(answer, setTimeout(() => give(answer), Math.min(mostMs, LONGEST_WAIT_MS)).unref())
      return true
    },
    release() {
      for (const answer of [...waiting.keys()]) give(answer)
    },
  }
}
