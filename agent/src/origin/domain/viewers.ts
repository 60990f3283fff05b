import { MOST_COUNTED_VIEWERS } from '@cashbacktv/contract'
import { type Room, roomOf } from './playback/viewer-room.ts'

/** Who asks: a client has the same name however it asks, and shares a limit with those of its network. */
export type Client = { name: string; network(): string }

/**
 * Who watches: a client that asked for a channel's playlist or a segment within the last three
 * target durations. A player polls once a target duration, so one lost poll does not count as
 * leaving.
 */
export type Viewers = {
  /** `isEarly`: it comes before there is what a player keeps in reserve. `most`: as many are counted; null is any number. */
  seen(client: Client, now: number, how?: { isEarly?: boolean; most?: number | null }): void
  has(name: string): boolean
  /** Whether it came early and has been there since. */
  cameEarly(name: string): boolean
  count(now: number, targetDurationSeconds: number): number
  /** Whether one more of its network may come, of `most` at all; null is any number. */
  room(client: Client, most: number | null): Room
}

const POLLS = 3

type Seen = { at: number; network: string | null }

export function countViewers(): Viewers {
  /** Who was seen longest ago comes first. */
  const seen = new Map<string, Seen>()
  const early = new Set<string>()
  const ofNetwork = new Map<string, number>()

  function roomIn(network: string, most: number): Room {
    return roomOf({ viewers: seen.size, ofNetwork: ofNetwork.get(network) ?? 0, most })
  }
  function add({ name, network }: Client, at: number, isEarly: boolean, most: number | null): void {
    // Whoever asks under ever new names takes some 3 MB this way at most.
    if (seen.size >= MOST_COUNTED_VIEWERS) return
    const of = most === null ? null : network()
    if (of !== null && most !== null && roomIn(of, most) !== 'free') return
    if (of !== null) ofNetwork.set(of, (ofNetwork.get(of) ?? 0) + 1)
    if (isEarly) early.add(name)
    seen.set(name, { at, network: of })
  }
  function forget(name: string, { network }: Seen): void {
    seen.delete(name)
    early.delete(name)
    if (network === null) return
    const left = (ofNetwork.get(network) ?? 0) - 1
    if (left > 0) ofNetwork.set(network, left)
    else ofNetwork.delete(network)
  }

  return {
    seen(client, at, { isEarly = false, most = null } = {}) {
      const known = seen.get(client.name)
      if (known === undefined) {
        add(client, at, isEarly, most)
        return
      }
      seen.delete(client.name)
      seen.set(client.name, { ...known, at })
    },
    has: (name) => seen.has(name),
    cameEarly: (name) => early.has(name),
    count(now, targetDurationSeconds) {
      const since = now - POLLS * targetDurationSeconds * 1000
      for (const [name, one] of seen) {
        if (one.at >= since) break
        forget(name, one)
      }
      return seen.size
    },
    room: ({ network }, most) => (most === null ? 'free' : roomIn(network(), most)),
  }
}
