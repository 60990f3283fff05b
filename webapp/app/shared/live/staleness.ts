import type { ChannelPulse } from '@cashbacktv/contract'

type Loaded = { id: string; updatedAt: string }
type Known = {
  channel(id: string): Pick<ChannelPulse, 'updatedAt' | 'edition'> | undefined
  channelCount(): number
  /** Whether this channel, or without an id every channel there is, would be known. */
  covers(id?: string): boolean
}

/**
 * Whether what a page was loaded with is no longer what there is. A channel that was only switched
 * is not another: `editions` remembers which edition was loaded, from when the two were seen alike.
 */
export function isStale(
  loaded: readonly Loaded[],
  total: number | null,
  known: Known,
  editions: Map<string, string>,
): boolean {
  if (total !== null && known.covers() && known.channelCount() !== total) return true
  return loaded.some(({ id, updatedAt }) => {
    const pulse = known.channel(id)
    if (!pulse) return known.covers(id)
    if (pulse.updatedAt === updatedAt) {
      editions.set(id, pulse.edition)
      return false
    }
    return editions.get(id) !== pulse.edition
  })
}
