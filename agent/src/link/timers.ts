/** Tasks that are put off, and called off all at once. */
export type Timers = {
  later(ms: number, task: () => void): void
  isClosed(): boolean
  close(): void
}

export function createTimers(): Timers {
  const timers = new Set<NodeJS.Timeout>()
  let closed = false
  return {
    later(ms, task) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        if (!closed) task()
      }, ms)
      timers.add(timer)
    },
    isClosed: () => closed,
    close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
