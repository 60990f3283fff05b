/**
 * When a run that was planned with something else than it sees is followed by one that fits. Within
 * a run the graph adapts to what changes, so only what lasts is worth another process: advertisements
 * of another size come and go, and their end must not make runs chase each other either.
 */
export type FollowMemory = {
  /** When runs were replaced before they had brought anything, the latest few. */
  earlyAt: readonly number[]
  /** The last time one on air was followed, and how often in a row. */
  lateAt: number | null
  times: number
}

export type Differing = {
  /** Since when it has been seeing what it sees now, which is not what it was planned with. */
  since: number
  /** It has brought its first segment. */
  onAir: boolean
  /** The source was opened anew by FFmpeg itself: what differs since is no advertisement. */
  reopened?: boolean
}

export const NEVER_FOLLOWED: FollowMemory = { earlyAt: [], lateAt: null, times: 0 }

/** Longer than a source that goes to and fro stays: a change that lasts so long is for good. */
const LASTS_MS = 20_000
/** Where it was not, the next one has to last twice as long, and so on up to this. */
const LASTS_MOST_MS = 1_800_000
const REOPENED_MS = 4_000
/**
 * Each costs a start that waits for the next. One is for what is known to be old, one for what was
 * seen in the middle of a change, and one for another change before long.
 */
const EARLY = { most: 3, withinMs: 120_000 }
/** So long without a change, and the count begins anew. */
const CALM_MS = 6 * 3_600_000

/** What is remembered from then on when it is to be followed now; null when it is not, or not yet. */
export function followChange(
  memory: FollowMemory,
  { since, onAir, reopened = false }: Differing,
  now: number,
): FollowMemory | null {
  if (!onAir) {
    const recent = memory.earlyAt.filter((at) => now - at < EARLY.withinMs)
    return recent.length < EARLY.most ? { ...memory, earlyAt: [...recent, now] } : null
  }
  const { lateAt, times } = memory
  const isCalm = lateAt === null || now - lateAt > CALM_MS
  const before = isCalm ? 0 : times
  const patience = reopened && before === 0 ? REOPENED_MS : patienceFor(before)
  if (now - since < patience) return null
  return { ...memory, lateAt: now, times: before + 1 }
}

function patienceFor(times: number): number {
  return Math.min(LASTS_MOST_MS, LASTS_MS * 2 ** times)
}
