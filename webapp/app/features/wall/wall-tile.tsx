import type { ListedChannel } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { memo, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { useInView } from '../../shared/live/use-screen.ts'
import { Since } from '../../ui/elapsed.tsx'
import type { Tone } from '../channel/domain/channel-status.ts'
import { LiveFigure } from '../channel/live-figure.tsx'
import { StatusBadge } from '../channel/status-badge.tsx'
import { Thumbnail } from '../channel/thumbnail.tsx'
import { useChannelState } from '../channel/use-channel-state.ts'
import { useWhy } from '../channel/use-why.ts'
import { LoudnessBar } from './loudness-bar.tsx'

const EDGES: Record<Tone, string> = {
  good: 'border-line',
  busy: 'border-busy',
  warning: 'border-warning',
  bad: 'border-bad',
  off: 'border-line',
  unknown: 'border-unknown',
}

type WallTileProps = { channel: ListedChannel; isLarge: boolean }

/**
 * One channel on the wall: its picture, how loud it is, its name, its state and, when it is not well,
 * why. A large one takes the place of four.
 */
export const WallTile = memo(function WallTile({ channel, isLarge }: WallTileProps) {
  const { t, i18n } = useTranslation()
  const state = useChannelState(channel)
  const why = useWhy(state)
  const { tone } = state.presentation
  const ref = useRef<HTMLLIElement>(null)
  useInView(channel.id, ref)
  return (
    <li
      ref={ref}
      className={classNames(
        'flex min-h-0 min-w-0 flex-col overflow-hidden rounded-lg border-2 bg-surface',
        EDGES[tone],
        isLarge && 'col-span-2 row-span-2',
      )}
    >
      <div className="relative min-h-0 flex-1 [&>div]:aspect-auto [&>div]:h-full [&_img]:object-contain">
        <Thumbnail
          name={channel.name}
          address={channel.thumbnailUrl}
          onAir={state.showing !== 'nothing'}
        />
        <LoudnessBar channelId={channel.id} />
      </div>
      <div className={classNames('grid gap-0.5 px-3 py-2', isLarge && 'text-lg')}>
        <h2 className={classNames('truncate font-semibold', isLarge ? 'text-2xl' : 'text-base')}>
          <Link to={`/channels/${channel.id}`} className="hover:underline">
            {channel.name}
          </Link>
        </h2>
        <div className="flex items-center gap-2 text-sm">
          <StatusBadge status={state.presentation} className="text-sm" />
          <span className="figure min-w-0 truncate text-dim">
            {why !== null ? (
              <Since at={state.since} />
            ) : (
              <>
                <LiveFigure channel={channel} name="viewers" />{' '}
                {t('figure.viewers').toLocaleLowerCase(i18n.language)}
              </>
            )}
          </span>
        </div>
        {why !== null ? (
          <p className={classNames('line-clamp-2', !isLarge && 'text-sm')}>{why}</p>
        ) : null}
      </div>
    </li>
  )
})
