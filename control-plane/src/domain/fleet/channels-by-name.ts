import type { ChannelEntry, Fleet } from './fleet.ts'

const { compare } = new Intl.Collator('en')

/** Every channel in the order of names, whichever host it is on. They are put in order when they are asked for. */
export function channelsByName(fleet: Pick<Fleet, 'channels' | 'byName'>): readonly ChannelEntry[] {
  fleet.byName ??= [...fleet.channels.values()].sort(
    ({ facts: a }, { facts: b }) => compare(a.name, b.name) || compare(a.id, b.id),
  )
  return fleet.byName
}
