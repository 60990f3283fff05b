/** A time that a channel was on a host; `until` is null while it is there. */
export type Placement = { since: Date; until: Date | null }

/**
 * A host hears that a channel is no longer its own a moment after that was so, and ends its run then,
 * in a few seconds; and its clock is not quite ours.
 */
const GRACE_MS = 60_000

/**
 * Whether a host may say that something happened to a channel at that instant: the channel is its own
 * now, or was then. A host that was away tells late of what it had, and not of what others have since.
 */
export function isOwnOf(placements: readonly Placement[], at: Date): boolean {
  const ms = at.getTime()
  return placements.some(({ since, until }) => {
    if (until === null) return true
    return since.getTime() - GRACE_MS <= ms && ms <= until.getTime() + GRACE_MS
  })
}
