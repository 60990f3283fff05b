/** A latch between who notices something and the one loop that acts on it: many raises before a wait are one. */
export type Signal = {
  raise(): void
  /** Resolves at once when raised since the last wait; also, with nothing to do, when `stop` aborts. */
  wait(stop: AbortSignal): Promise<void>
}

export function createSignal(): Signal {
  let raised = false
  let wake = () => {}
  return {
    raise() {
      raised = true
      wake()
    },
    async wait(stop) {
      if (!raised && !stop.aborted) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        const onAbort = () => wake()
        stop.addEventListener('abort', onAbort)
        await woken
        stop.removeEventListener('abort', onAbort)
      }
      raised = false
    },
  }
}
