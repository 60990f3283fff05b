/** Whether a channel has room for one more viewer: `crowded` where only its network has none. */
export type Room = 'free' | 'full' | 'crowded'

/** So many of one network, as of a household, need nothing but a place. */
const FEW = 4
/** More of it need that this many times fewer places are left than it has: the fuller, the less for one. */
const TIMES = 3

/**
 * A viewer is told by its address and its player, and anybody can name a thousand players: a network that has many
 * is let in while many places are left. One alone gets three quarters of a channel, eight of them together
 * leave one in 25 to the others.
 */
export function roomOf(asked: { viewers: number; ofNetwork: number; most: number }): Room {
  const { viewers, ofNetwork, most } = asked
  const left = most - viewers
  if (left <= 0) return 'full'
  return ofNetwork < Math.max(FEW, TIMES * left) ? 'free' : 'crowded'
}
