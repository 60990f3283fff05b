/**
 * A latch between who notices something and the loop that acts on it: many raises before a wait are one.
 * Who waits beside another, as one that begins anew does for a moment, is woken and let go like it.
 */
export type Signal = {
  raise(): void
  /** Resolves at once when raised since the last wait; also, with nothing to do, when `stop` aborts. */
  wait(stop: AbortSignal): Promise<void>
}

export function createSignal(): Signal {
  let raised = false
  const waiting = new Set<() => void>()
  return {
    raise() {
      raised = true
      for (const wake of waiting) wake()
    },
    async wait(stop) {
      if (!raised && !stop.aborted) {
        const { promise, wake } = awaking()
        waiting.add(wake)
        stop.addEventListener('abort', wake)
        await promise
        stop.removeEventListener('abort', wake)
        waiting.delete(wake)
      }
      raised = false
    },
  }
}

function awaking() {
  let wake = () => {}
  const promise = new Promise<void>((resolve) => {
    wake = () => resolve()
  })
  return { promise, wake }
}
