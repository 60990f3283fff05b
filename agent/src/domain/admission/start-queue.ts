import type { ChannelId } from '@cashbacktv/contract'

/**
 * Bounded starts: probing and the first frames of many channels at once would starve the ones
 * that are on air. Higher priority first, then who has waited longest; equals in random order, so
 * that hundreds of channels behind one upstream do not come back in lockstep.
 */
export type StartWish = {
  channelId: ChannelId
  priority: number
  queuedSince: number
  rank: number
}

export type QueueVerdict = { start: readonly ChannelId[]; waiting: readonly ChannelId[] }

export function maxStarts(setting: number | null, cores: number): number {
  return setting ?? Math.max(4, Math.floor(cores / 4))
}

export function byTurn(a: StartWish, b: StartWish): number {
  return (
    b.priority - a.priority ||
    a.queuedSince - b.queuedSince ||
    a.rank - b.rank ||
    (a.channelId < b.channelId ? -1 : 1)
  )
}

export function admitStarts(wishes: readonly StartWish[], freeSlots: number): QueueVerdict {
  const ordered = [...wishes].sort(byTurn)
  const ids = ordered.map((wish) => wish.channelId)
  const slots = Math.max(0, freeSlots)
  return { start: ids.slice(0, slots), waiting: ids.slice(slots) }
}
