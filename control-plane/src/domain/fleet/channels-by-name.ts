import type { ChannelEntry, Fleet } from './fleet.ts'

const { compare } = new Intl.Collator('en')

/** Every channel in the order of names, whichever host it is on. */
export function channelsByName({ channels }: Pick<Fleet, 'channels'>): ChannelEntry[] {
  return [...channels.values()].sort(
    ({ facts: a }, { facts: b }) => compare(a.name, b.name) || compare(a.id, b.id),
  )
}
