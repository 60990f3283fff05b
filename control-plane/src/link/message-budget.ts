const BURST_SECONDS = 10
/** A long message costs as much as several short ones. */
const BYTES_A_MESSAGE = 65_536

export type MessageBudget = {
  /** False when the peer sends more than it may; `calls`: how many messages this one stands for. */
  spend(bytes: number, nowMs: number, calls?: number): boolean
}

/** A token bucket: so many a second for long, ten times as many at once. */
export function createMessageBudget(perSecond: number, nowMs: number): MessageBudget {
  const most = perSecond * BURST_SECONDS
  let left = most
  let at = nowMs
  return {
    spend(bytes, now, calls = 1) {
      left = Math.min(most, left + ((now - at) / 1000) * perSecond)
      at = now
      left -= calls + bytes / BYTES_A_MESSAGE
      return left >= 0
    },
  }
}
