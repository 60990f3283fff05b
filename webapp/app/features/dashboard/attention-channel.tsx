import type { ListedChannel } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { memo, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useChannelPulse } from '../../shared/live/use-live.ts'
import { useInView } from '../../shared/live/use-screen.ts'
import { Since } from '../../ui/elapsed.tsx'
import { AirBadges } from '../channel/air-badges.tsx'
import { ChannelCommands } from '../channel/channel-commands.tsx'
import { StatusBadge } from '../channel/status-badge.tsx'
import { Trouble } from '../channel/trouble.tsx'
import { useChannelState } from '../channel/use-channel-state.ts'

type AttentionChannelProps = { channel: ListedChannel; mayOperate: boolean }

/** A channel that is not well: since when, why, what the system does, when next, and what one can do. */
export const AttentionChannel = memo(function AttentionChannel(props: AttentionChannelProps) {
  const { channel, mayOperate } = props
  const { t } = useTranslation()
  const state = useChannelState(channel)
  const ref = useRef<HTMLLIElement>(null)
  useInView(channel.id, ref)
  const viewers = useChannelPulse(channel.id, (pulse) => pulse.viewers, channel.viewers)
  return (
    <li
      ref={ref}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 px-4 py-2.5"
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <StatusBadge status={state.presentation} />
        <Link
          to={`/channels/${channel.id}`}
          prefetch="intent"
          title={channel.name}
          className="min-w-0 truncate py-0.5 font-medium hover:underline"
        >
          {channel.name}
        </Link>
        <AirBadges state={state} />
        <span className="figure text-xs text-dim">
          <Since at={state.since} />
          {viewers > 0 ? ` · ${t('dashboard.watchers', { count: viewers })}` : ''}
        </span>
      </div>
      <Trouble
        state={state}
        {...(mayOperate ? { channel } : {})}
        className="col-span-2 row-start-2 text-sm [&>p]:line-clamp-none"
      />
      {mayOperate ? (
        <div className="col-start-2 row-start-1">
          <ChannelCommands channel={channel} can={state.can} />
        </div>
      ) : null}
    </li>
  )
})
