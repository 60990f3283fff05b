const STEPS_MS = [500, 1000, 2000, 3000, 5000]

/** How long to wait before asking again after so many failures in a row, spread by up to a fifth. */
export function retryDelayMs(failures: number, random: number): number {
  const step = STEPS_MS[Math.min(failures, STEPS_MS.length) - 1] ?? 500
  return Math.round(step * (0.8 + 0.4 * random))
}

/** Answers of what stands before a server that is away, or of one that says so itself. */
export function isAwayStatus(status: number): boolean {
  return status === 502 || status === 503 || status === 504
}
