import type { AirObservation, ChannelId } from '@cashbacktv/contract'

/** Channels on whose air something is so, as that viewers see the slate, and since when by the wall clock. */
export type Lasting = ReadonlyMap<ChannelId, number>

export type AirTurns = {
  lasting: Lasting
  begun: readonly ChannelId[]
  ended: readonly { channelId: ChannelId; lastedSeconds: number }[]
}

/** What has changed since the last look. Of an origin that is away nothing is known: nothing has. */
export function airTurns<A extends Partial<AirObservation>>(
  before: Lasting,
  air: ReadonlyMap<string, A>,
  isSo: (air: A, channelId: ChannelId) => boolean,
  wall: number,
): AirTurns {
  if (air.size === 0) return { lasting: before, begun: [], ended: [] }
  const so = [...air].filter(([id, seen]) => isSo(seen, id as ChannelId))
  const lasting = new Map(
    so.map(([id]) => [id as ChannelId, before.get(id as ChannelId) ?? wall] as const),
  )
  return {
    lasting,
    begun: [...lasting.keys()].filter((id) => !before.has(id)),
    ended: [...before]
      .filter(([id]) => !lasting.has(id))
      .map(([channelId, since]) => ({
        channelId,
        lastedSeconds: Math.max(0, (wall - since) / 1000),
      })),
  }
}
