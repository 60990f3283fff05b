import type { ListedChannel } from '@cashbacktv/contract'
import { useRef } from 'react'
import { ChannelCard } from './channel-card.tsx'
import { inGroups } from './domain/in-groups.ts'
import { plainCard } from './domain/plain-markup.ts'
import { AT_FIRST, CARDS_IN_GROUP } from './sizes.ts'
import { useNearGroup } from './use-near-screen.ts'
import { usePlainGroup } from './use-plain-group.ts'

type ChannelGridProps = { channels: readonly ListedChannel[]; mayOperate: boolean }

/** Channels with their pictures, as many beside each other as there is room for. */
export function ChannelGrid({ channels, mayOperate }: ChannelGridProps) {
  return (
    <div className="@container grid grid-cols-1 gap-3">
      {inGroups(channels, CARDS_IN_GROUP).map(({ from, items }) => (
        <CardGroup key={from} from={from} channels={items} mayOperate={mayOperate} />
      ))}
    </div>
  )
}

/** Cards that are laid out together, once they are near the screen. */
function CardGroup({ from, channels, mayOperate }: ChannelGridProps & { from: number }) {
  const ref = useRef<HTMLUListElement>(null)
  const { isWatched, isPlain } = useNearGroup(ref, from < AT_FIRST)
  const plain = usePlainGroup(ref, { isPlain, channels }, plainCard)
  return (
    <ul ref={ref} className="lazy-cards grid gap-3" {...plain}>
      {plain
        ? null
        : channels.map((channel, index) => (
            <li key={channel.id} className="grid min-w-0">
              <ChannelCard
                channel={channel}
                mayOperate={mayOperate}
                isFirst={from + index < AT_FIRST}
                isWatched={isWatched}
              />
            </li>
          ))}
    </ul>
  )
}
