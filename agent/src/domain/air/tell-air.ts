import { type AirFile, type ChannelId, isEqual } from '@cashbacktv/contract'
import type { Action, AirTold } from '../reconcile/world.ts'

/** What the origin has yet to be told of a channel that is wanted to be as `air` says. */
export function tellAir(told: AirTold | undefined, air: AirFile): readonly Action[] {
  if (isEqual(told, air)) return []
  return [{ kind: 'air', channelId: air.channelId, air }]
}

/** A channel that is gone keeps its file, off air, until its last process is gone too. */
export function tellGone(
  told: AirTold | undefined,
  channelId: ChannelId,
  hasProcess: boolean,
): readonly Action[] {
  if (told === undefined) return []
  if (!hasProcess) return [{ kind: 'air', channelId, air: null }]
  return told === 'damaged' ? [] : tellAir(told, { ...told, onAir: false, runs: [] })
}
