/** The CPU that a run has taken of late, as a mean that begins anew with each run. */
export type SeenCpu = { seconds: number; cores: number }

/** A start takes more than what follows, and says little. */
const ENOUGH_SECONDS = 10
const MEMORY_SECONDS = 60
/** A run that has all but stopped says nothing of what it would need. */
const LEAST_SPEED = 0.2

/** One more second. What is slower than real time would need more than it got, by as much as it is slow. */
export function addCpu(seen: SeenCpu | null, cpuPercent: number, speed: number | null): SeenCpu {
  const pace = Math.min(1, Math.max(LEAST_SPEED, speed ?? 1))
  const now = cpuPercent / 100 / pace
  if (seen === null) return { seconds: 1, cores: now }
  const weight = 1 / Math.min(seen.seconds + 1, MEMORY_SECONDS)
  return { seconds: seen.seconds + 1, cores: seen.cores + (now - seen.cores) * weight }
}

/** Cores, to the hundredth; undefined until enough was seen. */
export function coresSeen(seen: SeenCpu | null): number | undefined {
  if (seen === null || seen.seconds < ENOUGH_SECONDS) return undefined
  return Math.round(seen.cores * 100) / 100
}
