import { MOST_COUNTED_VIEWERS } from '@cashbacktv/contract'
import { type Room, roomOf } from './playback/viewer-room.ts'

/**
 * Who asks: a client has the same name however it asks, and shares a limit with those of its network. `formerName`:
 * what it was called until a moment ago, when names have changed.
 */
export type Client = { name: string; network(): string; formerName?(): string }

/**
 * Who watches: a client that asked for a channel's playlist or a segment within the last three
 * target durations. A player polls once a target duration, so one lost poll does not count as
 * leaving.
 */
export type Viewers = {
  /** `isEarly`: it comes before there is what a player keeps in reserve. `most`: as many are counted; null is any number. */
  seen(client: Client, now: number, how?: { isEarly?: boolean; most?: number | null }): void
  has(client: Client): boolean
  /** Whether it came early and has been there since. */
  cameEarly(client: Client): boolean
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

  /** By which name it is known, where it is. */
  function knownAs({ name, formerName }: Client): string {
    return seen.has(name) ? name : (formerName?.() ?? name)
  }
  function roomIn(network: string, most: number): Room {
    return roomOf({ viewers: seen.size, ofNetwork: ofNetwork.get(network) ?? 0, most })
  }
  function mayEnter(network: string | null, most: number | null): boolean {
    // Whoever asks under ever new names takes some 3 MB this way at most.
    if (seen.size >= MOST_COUNTED_VIEWERS) return false
    return network === null || most === null || roomIn(network, most) === 'free'
  }
  function enter(name: string, { at, network }: Seen, isEarly: boolean): void {
    if (network !== null) ofNetwork.set(network, (ofNetwork.get(network) ?? 0) + 1)
    if (isEarly) early.add(name)
    seen.set(name, { at, network })
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
      const name = knownAs(client)
      const known = seen.get(name)
      const networkOf = () => (most === null ? null : client.network())
      if (known === undefined) {
        const network = networkOf()
        if (mayEnter(network, most)) enter(client.name, { at, network }, isEarly)
      } else if (name === client.name) {
        seen.delete(name)
        seen.set(name, { ...known, at })
      } else {
        const wasEarly = early.has(name)
        forget(name, known)
        enter(client.name, { at, network: networkOf() }, wasEarly)
      }
    },
    has: (client) => seen.has(knownAs(client)),
    cameEarly: (client) => early.has(knownAs(client)),
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
