const BURST_SECONDS = 10
/** A long message costs as much as several short ones. */
const BYTES_A_MESSAGE = 65_536

export type MessageBudget = {
  /** False when the peer sends more than it may. */
  spend(bytes: number, nowMs: number): boolean
}

/** A token bucket: so many a second for long, ten times as many at once. */
export function createMessageBudget(perSecond: number, nowMs: number): MessageBudget {
  const most = perSecond * BURST_SECONDS
  let left = most
  let at = nowMs
  return {
    spend(bytes, now) {
      left = Math.min(most, left + ((now - at) / 1000) * perSecond)
      at = now
      left -= 1 + bytes / BYTES_A_MESSAGE
      return left >= 0
    },
  }
}
