import type { ChannelView } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { Eye } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useInView } from '../../shared/live/use-screen.ts'
import { Since } from '../../ui/elapsed.tsx'
import { SelectBox } from '../bulk/select-box.tsx'
import { AirBadges } from '../channel/air-badges.tsx'
import { ChannelCommands } from '../channel/channel-commands.tsx'
import { LiveFigure } from '../channel/live-figure.tsx'
import { StatusBadge } from '../channel/status-badge.tsx'
import { Thumbnail } from '../channel/thumbnail.tsx'
import { Trouble } from '../channel/trouble.tsx'
import { useChannelState } from '../channel/use-channel-state.ts'

type ChannelItemProps = { channel: ChannelView; mayOperate: boolean }
const FIGURES = ['speed', 'fps', 'cpu', 'memory'] as const

export const ChannelCard = memo(function ChannelCard({ channel, mayOperate }: ChannelItemProps) {
  const { t } = useTranslation()
  const state = useChannelState(channel)
  const ref = useInView<HTMLElement>(channel.id)
  return (
    <article
      ref={ref}
      aria-label={channel.name}
      className="lazy-card relative flex flex-col overflow-hidden rounded-lg border border-line bg-surface focus-within:border-edge hover:border-edge"
    >
      <div className="relative">
        <Thumbnail
          name={channel.name}
          address={channel.thumbnailUrl}
          onAir={state.showing !== 'nothing'}
        />
        <AirBadges state={state} className="absolute top-2 left-2" />
        <SelectBox
          channel={channel}
          className="absolute top-1.5 right-1.5 rounded-md bg-surface/85"
        />
        <p className="figure absolute right-2 bottom-2 flex items-center gap-1 rounded-sm bg-black/70 px-1.5 py-0.5 text-xs text-white">
          <Eye aria-hidden="true" className="size-3.5" />
          <LiveFigure channel={channel} name="viewers" />
          <span className="sr-only">{t('figure.viewers')}</span>
        </p>
      </div>
      <div className="flex flex-1 flex-col gap-2 p-3 pb-2">
        <h2 className="truncate text-sm font-semibold">
          <Link
            to={`/channels/${channel.id}`}
            title={channel.name}
            className="after:absolute after:inset-0"
          >
            {channel.name}
          </Link>
        </h2>
        <p className="flex min-w-0 items-center gap-2">
          <StatusBadge status={state.presentation} />
          <span className="figure truncate text-xs text-dim">
            <Since at={state.since} />
          </span>
        </p>
        <Trouble state={state} className="text-xs" />
        <div className="mt-auto flex items-end justify-between gap-2">
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
          {mayOperate ? (
            <div className="relative z-10 -mr-1.5 shrink-0">
              <ChannelCommands channel={channel} can={state.can} />
            </div>
          ) : null}
        </div>
      </div>
    </article>
  )
})
