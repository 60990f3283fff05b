import {
  Capabilities,
  type ChannelId,
  type ChannelObservation,
  type HostId,
  type HostReport,
  usableCores,
} from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import type { z } from 'zod'
import type { ServiceContext } from '../../context.ts'
import { channelStatus, type StatusInput, type StatusView } from '../../domain/channel-status.ts'
import { lastWord, linkOf } from '../../domain/host-silence.ts'
import { noCapacity } from '../../domain/placement.ts'
import type { ChannelRow } from './channel-row.ts'

type HostNow = NonNullable<StatusInput['host']> & {
  name: string
  playbackBaseUrl: string | null
  originUrl: string | null
  draining: boolean
  room: HostReport['capacity']
  observations: ReadonlyMap<ChannelId, ChannelObservation>
}

/** What is known of every host at the moment, for deriving the states of channels. */
export type LiveState = ReadonlyMap<HostId, HostNow>

export async function readLiveState(
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now'>,
): Promise<LiveState> {
  const [rows, reports] = await Promise.all([
    ctx.db
      .select({
        id: hosts.id,
        name: hosts.name,
        desiredRevision: hosts.desiredRevision,
        capabilities: hosts.capabilities,
        lastSeenAt: hosts.lastSeenAt,
        draining: hosts.draining,
      })
      .from(hosts),
    ctx.live.latestReports(),
  ])
  const now = ctx.now()
  return new Map(
    rows.map((row) => {
      const report = reports.get(row.id)
      const heard = lastWord(row.lastSeenAt, report)
      const { playbackBaseUrl, originUrl } = addressesOf(row.capabilities)
      const host: HostNow = {
        name: row.name,
        link: linkOf(heard, now),
        lastSeenAt: heard?.toISOString() ?? null,
        current: (report?.appliedRevision ?? -1) >= row.desiredRevision,
        playbackBaseUrl,
        originUrl,
        draining: row.draining,
        room: report?.capacity ?? null,
        observations: new Map(report?.channels.map((seen) => [seen.channelId, seen])),
      }
      return [row.id, host]
    }),
  )
}

const Addresses = Capabilities.pick({ playbackBaseUrl: true, originUrl: true })

/** What an older agent said of itself may lack them. */
function addressesOf(capabilities: unknown): z.infer<typeof Addresses> {
  const { data } = Addresses.safeParse(capabilities)
  return data ?? { playbackBaseUrl: null, originUrl: null }
}

export function hostOf(state: LiveState, row: Pick<ChannelRow, 'hostId'>): HostNow | null {
  return (row.hostId && state.get(row.hostId)) || null
}

export function observationOf(
  state: LiveState,
  row: Pick<ChannelRow, 'id' | 'hostId'>,
): ChannelObservation | null {
  return hostOf(state, row)?.observations.get(row.id) ?? null
}

export function statusOf(state: LiveState, row: ChannelRow): StatusView {
  return channelStatus({
    on: row.on,
    scheduled: row.schedule !== null,
    restartGeneration: row.restartGeneration,
    updatedAt: row.updatedAt.toISOString(),
    host: hostOf(state, row),
    observation: observationOf(state, row),
    shortage: row.hostId === null && row.on ? shortageOf(state) : null,
  })
}

/** Null where no host has said what it has: then it is not room that lacks. */
function shortageOf(state: LiveState): string | null {
  const hosts = [...state.values()].flatMap(({ name, draining, room }) => {
    if (draining || room === null) return []
    const usable = usableCores(room)
    return [{ name, usableCores: usable, freeCores: usable - room.heldCores }]
  })
  return hosts.length > 0 ? noCapacity(hosts) : null
}
