/** Cores taken of late: a mean over the last minute, or over less where less was seen. */
export type MeanCores = { seconds: number; cores: number }

/** A start takes more than what follows, and says little. */
const ENOUGH_SECONDS = 10
const MEMORY_SECONDS = 60

/** One more second. */
export function addSecond(mean: MeanCores | null, cores: number): MeanCores {
  if (mean === null) return { seconds: 1, cores }
  const weight = 1 / Math.min(mean.seconds + 1, MEMORY_SECONDS)
  return { seconds: mean.seconds + 1, cores: mean.cores + (cores - mean.cores) * weight }
}

/** Cores, to the hundredth; undefined until enough was seen. */
export function coresSeen(mean: MeanCores | null): number | undefined {
  if (mean === null || mean.seconds < ENOUGH_SECONDS) return undefined
  return Math.round(mean.cores * 100) / 100
}
