import type { ChannelFacts, Fleet } from '../../domain/fleet/fleet.ts'

/** Every channel in the order of names, whichever host it is on. */
export function channelsByName({ channels }: Pick<Fleet, 'channels'>): ChannelFacts[] {
  const { compare } = new Intl.Collator('en')
  return [...channels.values()]
    .map(({ facts }) => facts)
    .sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id))
}
