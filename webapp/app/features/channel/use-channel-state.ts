import type { ListedChannel } from '@cashbacktv/contract'
import {
  type ChannelHealth,
  type ChannelPhase,
  type ChannelView,
  needsEye,
  type Reason,
} from '@cashbacktv/contract'
import { pulseStore, useChannelPulse } from '../../shared/live/use-live.ts'
import { useCommandUnderWay } from './commands.ts'
import { type Activity, activityOf } from './domain/channel-activity.ts'
import {
  type Command,
  expectedPhase,
  possibleCommands,
  presentAsked,
  presentStatus,
  type StatusPresentation,
} from './domain/channel-status.ts'

export type ChannelState = {
  phase: ChannelPhase
  status: ChannelView['status']
  showing: ChannelView['showing']
  since: string
  attempt: number
  nextTryAt: string | null
  queuePosition: number | null
  activeSourceId: string | null
  activity: Activity
  reason: Reason | null
  /** Null while what a person asked for is under way. */
  health: ChannelHealth | null
  presentation: StatusPresentation
  can: Record<Command, boolean>
}

const NOTHING: Record<Command, boolean> = { start: false, stop: false, restart: false }

/**
 * The state of a channel as it is to be shown: what a person just asked for, else the newest pulse,
 * else what the page was loaded with.
 */
export function useChannelState(channel: ListedChannel): ChannelState {
  const asked = useCommandUnderWay(channel.id)
  const phase = useChannelPulse(channel.id, (pulse) => pulse.phase, channel.phase)
  const status = useChannelPulse(channel.id, (pulse) => pulse.status, channel.status)
  const showing = useChannelPulse(channel.id, (pulse) => pulse.showing, channel.showing)
  const since = useChannelPulse(channel.id, (pulse) => pulse.since, channel.since)
  const { health } = channel
  const level = useChannelPulse(channel.id, (pulse) => pulse.health.level, health.level)
  const code = useChannelPulse(channel.id, (pulse) => pulse.health.code, health.code)
  const judgedSince = useChannelPulse(channel.id, (pulse) => pulse.health.since, health.since)
  const attempt = useChannelPulse(channel.id, (pulse) => pulse.attempt, channel.attempt)
  const nextTryAt = useChannelPulse(channel.id, (pulse) => pulse.nextTryAt, channel.nextTryAt)
  const queuePosition = useChannelPulse(
    channel.id,
    (pulse) => pulse.queuePosition,
    channel.queuePosition,
  )
  const activeSourceId = useChannelPulse<string | null>(
    channel.id,
    (pulse) => pulse.activeSourceId,
    channel.activeSourceId,
  )
  useChannelPulse(channel.id, (pulse) => pulse.reason?.message, channel.reason?.message)
  const pulse = pulseStore.channel(channel.id)
  const shown = asked ? expectedPhase(asked) : phase
  const reason = asked ? null : pulse ? pulse.reason : channel.reason
  const { sources } = channel
  // One that only waits for its schedule is switched on: it is stopped, not started.
  const off = phase !== 'scheduled' && (status === 'stopped' || status === 'stopping')
  return {
    phase: shown,
    status,
    showing,
    since: !asked && needsEye(level) ? judgedSince : since,
    attempt,
    nextTryAt,
    reason,
    health: asked ? null : { level, code, since: judgedSince },
    queuePosition,
    activeSourceId,
    activity: activityOf({
      phase: shown,
      showing,
      reason,
      nextTryAt,
      queuePosition,
      sources,
      activeSourceId,
      attempt: asked ? 0 : attempt,
    }),
    presentation: asked
      ? presentAsked(shown)
      : presentStatus({ phase, attempt, health: { level, code } }),
    can: asked ? NOTHING : possibleCommands({ status, desired: off ? 'off' : 'on' }),
  }
}
