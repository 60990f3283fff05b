import { isEqual, type LiveNames } from '@cashbacktv/contract'
import type { Fleet } from './fleet.ts'

/** Takes in what groups and presets are called, in the order of their ids. */
export function putNames(fleet: Fleet, names: LiveNames): void {
  if (isEqual(fleet.names, names)) return
  fleet.names = names
  fleet.namesSeq = fleet.seq
}
