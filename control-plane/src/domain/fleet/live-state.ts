import {
  type ChannelHealth,
  type ChannelId,
  type ChannelObservation,
  channelHealth,
  type HostId,
  type HostReport,
  type Reason,
  reasonOf,
  type Schedule,
  usableCores,
} from '@cashbacktv/contract'
import { channelStatus, type StatusInput, type StatusView } from '../channels/channel-status.ts'
import { noCapacity } from '../channels/placement.ts'
import { isScheduledNow } from '../channels/scheduled-now.ts'

/** What is known of a host at the moment. */
export type HostNow = NonNullable<StatusInput['host']> & {
  name: string
  playbackBaseUrl: string | null
  originUrl: string | null
  isAwareOfHevc: boolean
  /** When its newest report came. */
  heardAt: string | null
  draining: boolean
  /** Since when two agents connect as this host by turns; null while they do not. */
  twoAgentsSince: string | null
  report: HostReport | null
  observations: ReadonlyMap<ChannelId, ChannelObservation>
}

/** What is known of every host at the moment, for deriving the states of channels. */
export type LiveState = ReadonlyMap<HostId, HostNow>

/** What a status follows from, of a channel as it is stored. */
export type Wanted = {
  id: ChannelId
  hostId: HostId | null
  on: boolean
  schedule: Schedule | null
  restartGeneration: number
  /** ISO 8601: it is compared and told each second. */
  updatedAt: string
}

export function hostOf(state: LiveState, row: Pick<Wanted, 'hostId'>): HostNow | null {
  return (row.hostId && state.get(row.hostId)) || null
}

export function observationOf(
  state: LiveState,
  row: Pick<Wanted, 'id' | 'hostId'>,
): ChannelObservation | null {
  return hostOf(state, row)?.observations.get(row.id) ?? null
}

/** What a channel is, with the one verdict on what viewers get of it. */
export type Standing = StatusView & { health: ChannelHealth }

export function standingOf(state: LiveState, row: Wanted, at: Date): Standing {
  const status = statusOf(state, row)
  return { ...status, health: healthOf(state, row, status, at) }
}

export function healthOf(
  state: LiveState,
  row: Wanted,
  standing: StatusView,
  at: Date,
): ChannelHealth {
  return channelHealth({
    on: row.on,
    wanted: row.on && isScheduledNow(row.schedule, at.getTime()),
    standing,
    host: hostOf(state, row),
    observation: observationOf(state, row),
    now: at.getTime(),
  })
}

/** `shortage`: where it is known already, as it is the same of every channel without a host. */
export function statusOf(state: LiveState, row: Wanted, shortage?: Reason | null): StatusView {
  const isPlaced = row.hostId !== null || !row.on
  return channelStatus({
    on: row.on,
    scheduled: row.schedule !== null,
    restartGeneration: row.restartGeneration,
    updatedAt: row.updatedAt,
    host: hostOf(state, row),
    observation: observationOf(state, row),
    shortage: isPlaced ? null : shortage === undefined ? shortageOf(state) : shortage,
  })
}

/** Null where no host has said what it has: then it is not room that lacks. */
export function shortageOf(state: LiveState): Reason | null {
  const hosts = [...state.values()].flatMap(({ name, draining, report }) => {
    const room = report?.capacity
    if (draining || !room) return []
    const usable = usableCores(room)
    return [{ name, usableCores: usable, freeCores: usable - room.heldCores }]
  })
  return hosts.length > 0 ? reasonOf('resource', 'no-capacity', noCapacity(hosts)) : null
}
