const startedAt = Date.now() - performance.now()

/**
 * Milliseconds since 1970 as of the start of this process, counted on without ever being stepped:
 * a clock set back by an hour must not hold the next segment back for that hour.
 */
export function steadyNow(): number {
  return startedAt + performance.now()
}

/** Milliseconds since this process began. */
export function upMs(): number {
  return performance.now()
}
