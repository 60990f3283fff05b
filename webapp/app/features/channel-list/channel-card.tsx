import type { ListedChannel } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { Eye } from 'lucide-react'
import { memo, type RefObject, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useChannelPulse } from '../../shared/live/use-live.ts'
import { useInView } from '../../shared/live/use-screen.ts'
import { Since } from '../../ui/elapsed.tsx'
import { SelectBox } from '../bulk/select-box.tsx'
import { AirBadges } from '../channel/air-badges.tsx'
import { ChannelCommands } from '../channel/channel-commands.tsx'
import { LiveFigure } from '../channel/live-figure.tsx'
import { StatusBadge } from '../channel/status-badge.tsx'
import { Thumbnail } from '../channel/thumbnail.tsx'
import { Trouble } from '../channel/trouble.tsx'
import { type ChannelState, useChannelState } from '../channel/use-channel-state.ts'
import { useNearScreen } from './use-near-screen.ts'

type ChannelCardProps = {
  channel: ListedChannel
  mayOperate: boolean
  isFirst: boolean
  /** The group it is in is near the screen. */
  isWatched: boolean
}
const FIGURES = ['speed', 'fps', 'cpu', 'memory'] as const

/** A channel with its picture: its name and its box always, the rest while it is near the screen. */
export const ChannelCard = memo(function ChannelCard(props: ChannelCardProps) {
  const { channel, mayOperate, isFirst, isWatched } = props
  const ref = useRef<HTMLElement>(null)
  const isNear = useNearScreen(ref, { isWatched, atFirst: isFirst })
  return (
    <article ref={ref} aria-label={channel.name} className="channel-card">
      <div className="channel-card-picture">
        {isNear ? <CardPicture channel={channel} /> : null}
      </div>
      <div className="channel-card-text">
        <div className="channel-card-head">
          <h2>
            <Link to={`/channels/${channel.id}`} title={channel.name} className="channel-card-link">
              {channel.name}
            </Link>
          </h2>
          <SelectBox channel={channel} />
        </div>
        {isNear ? <LiveCard card={ref} channel={channel} mayOperate={mayOperate} /> : null}
      </div>
    </article>
  )
})

function CardPicture({ channel }: { channel: ListedChannel }) {
  const { t } = useTranslation()
  const showing = useChannelPulse(channel.id, (pulse) => pulse.showing, channel.showing)
  return (
    <>
      <Thumbnail name={channel.name} address={channel.thumbnailUrl} onAir={showing !== 'nothing'} />
      <p className="figure absolute right-2 bottom-2 flex items-center gap-1 rounded-sm bg-black/70 px-1.5 py-0.5 text-xs text-white">
        <Eye aria-hidden="true" className="size-3.5" />
        <LiveFigure channel={channel} name="viewers" />
        <span className="sr-only">{t('figure.viewers')}</span>
      </p>
    </>
  )
}

type LiveCardProps = { card: RefObject<Element>; channel: ListedChannel; mayOperate: boolean }

function LiveCard({ card, channel, mayOperate }: LiveCardProps) {
  const state = useChannelState(channel)
  useInView(channel.id, card)
  return (
    <>
      <AirBadges state={state} className="absolute top-2 left-2" />
      <p className="flex min-w-0 items-center gap-2">
        <StatusBadge status={state.presentation} />
        <span className="figure truncate text-xs text-dim">
          <Since at={state.since} />
        </span>
      </p>
      <Trouble state={state} className="text-xs" />
      <div className="mt-auto flex items-end justify-between gap-2">
        <CardFigures channel={channel} />
        {mayOperate ? <CardCommands channel={channel} can={state.can} /> : null}
      </div>
    </>
  )
}

function CardFigures({ channel }: { channel: ListedChannel }) {
  const { t } = useTranslation()
  return (
    <dl className="figure grid min-w-0 grid-cols-[repeat(4,auto)] gap-x-2.5 text-xs whitespace-nowrap">
      {FIGURES.map((name) => (
        <div key={name}>
          <dt className="text-dim">{t(`figure.${name}`)}</dt>
          <dd className="font-medium">
            <LiveFigure channel={channel} name={name} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function CardCommands({ channel, can }: { channel: ListedChannel; can: ChannelState['can'] }) {
  return (
    <div className="relative z-10 -mr-1.5 shrink-0">
      <ChannelCommands channel={channel} can={can} />
    </div>
  )
}
