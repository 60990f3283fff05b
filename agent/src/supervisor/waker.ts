import type { Clock } from '../ports.ts'

export type Waker = {
  /** Many calls make one pass. */
  wake(): void
  sleepUntil(at: number | null): void
  close(): void
}

/** A clock stepped by an hour must not make a schedule late by an hour. */
const LONGEST_SLEEP_MS = 60_000

/** The one timer of the supervisor's passes, which never overlap. */
export function createWaker(clock: Clock, pass: () => void): Waker {
  let timer: NodeJS.Timeout | null = null
  let pending = false
  let closed = false

  function wake(): void {
    if (pending || closed) return
    pending = true
    setImmediate(() => {
      pending = false
      if (!closed) pass()
    })
  }

  return {
    wake,
    sleepUntil(at) {
      if (timer !== null) clearTimeout(timer)
      timer = null
      if (at === null || closed) return
      timer = setTimeout(wake, Math.max(1, Math.min(at - clock.now(), LONGEST_SLEEP_MS)))
    },
    close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
