import type { HostId, RecordingId } from '@cashbacktv/contract'

/** A recording that is not over, of a host that is taken away. */
export type Leaving = {
  id: RecordingId
  /** Where it goes on; null where its channel is nowhere. */
  to: HostId | null
  /** Nothing makes it again. */
  mustGoOn: boolean
}

/**
 * Which recordings go on where, in their order, and which have no room or no host. Those that nothing
 * makes again have the room before the rest.
 *
 * @param room how many recordings more each host takes
 */
export function shareRoom<T extends Leaving>(
  leaving: readonly T[],
  room: ReadonlyMap<HostId, number>,
): { going: Map<HostId, T[]>; stranded: T[] } {
  const going = new Map<HostId, T[]>()
  const stranded: T[] = []
  for (const one of leaving.toSorted((a, b) => Number(b.mustGoOn) - Number(a.mustGoOn))) {
    const gone = one.to === null ? [] : (going.get(one.to) ?? [])
    if (one.to === null || gone.length >= (room.get(one.to) ?? 0)) stranded.push(one)
    else going.set(one.to, [...gone, one])
  }
  return { going, stranded }
}
