import type { AirObservation, ChannelId } from '@cashbacktv/contract'

/** Channels whose viewers see the slate, and since when by the wall clock. */
export type Slates = ReadonlyMap<ChannelId, number>

export type SlateTurns = {
  slates: Slates
  begun: readonly ChannelId[]
  ended: readonly { channelId: ChannelId; lastedSeconds: number }[]
}

/** What has changed since the last look. Of an origin that is away nothing is known: nothing has. */
export function slateTurns(
  before: Slates,
  air: ReadonlyMap<string, Pick<AirObservation, 'showing'>>,
  wall: number,
): SlateTurns {
  if (air.size === 0) return { slates: before, begun: [], ended: [] }
  const shown = [...air].filter(([, { showing }]) => showing === 'slate')
  const slates = new Map(
    shown.map(([id]) => [id as ChannelId, before.get(id as ChannelId) ?? wall] as const),
  )
  return {
    slates,
    begun: [...slates.keys()].filter((id) => !before.has(id)),
    ended: [...before]
      .filter(([id]) => !slates.has(id))
      .map(([channelId, since]) => ({
        channelId,
        lastedSeconds: Math.max(0, (wall - since) / 1000),
      })),
  }
}
