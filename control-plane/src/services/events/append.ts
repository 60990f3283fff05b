import type {
  ChannelId,
  EventBatch,
  EventsAcknowledged,
  HostEvent,
  HostId,
} from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import { channelHosts, channels, events, hosts } from '@cashbacktv/db'
import { and, eq, inArray, max } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { isOwnOf, type Placement } from '../../domain/channels/placed-then.ts'
import { redactTexts } from '../../domain/redact-texts.ts'
import { readSources } from '../channels/read-channels.ts'

/**
 * Keeps what happened on a host, each number once and without gaps, so that the highest number kept
 * acknowledges all below it. Numbers after a gap are left for the host to send again, unless it no
 * longer holds what is missing. Hosts hide the secrets of sources by the rule of their release; what is
 * kept has them hidden by that of this one. Those `unread` count as told and are not kept.
 */
export async function appendEvents(
  ctx: Pick<ServiceContext, 'db' | 'log'>,
  input: { hostId: HostId; unread?: readonly number[] } & EventBatch,
  onKept: (events: readonly HostEvent[]) => void = () => {},
): Promise<EventsAcknowledged> {
  const { hostId, oldestHeld, unread = [] } = input
  const told: readonly Told[] = [...input.events, ...unread.map((number) => ({ number }))]
  const kept = await ctx.db.transaction(async (tx) => {
    // One batch of a host at a time: two sockets of it must not leave a gap between them.
    await tx.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, hostId)).for('no key update')
    const known = await lastEventNumber(tx, hostId)
    const following = followers(told, Math.max(known, (oldestHeld ?? 1) - 1))
    if (following.length > 0) {
      const next = following.filter(isRead)
      const own = await ownEvents(tx, hostId, next)
      const safe = await withoutSecrets(tx, own)
      const rows = safe.map((event) => rowOf(hostId, event))
      if (rows.length > 0) await tx.insert(events).values(rows).onConflictDoNothing()
      const foreign = next.length - own.length
      if (foreign > 0) ctx.log.warn({ hostId, foreign }, 'a host tells of channels of other hosts')
      const lost = following.flatMap((one) => (isRead(one) ? [] : one.number))
      if (lost.length > 0) ctx.log.warn({ hostId, lost }, 'events of a host cannot be read')
      return { events: own, acknowledged: following.at(-1)?.number ?? known }
    }
    return { events: [], acknowledged: known }
  })
  onKept(kept.events)
  return { acknowledged: kept.acknowledged }
}

/** The highest number kept of a host; 0 before the first. Everything below it is kept too, or was dropped by the host. */
export async function lastEventNumber(db: Db, hostId: HostId): Promise<number> {
  const [row] = await db
    .select({ last: max(events.number) })
    .from(events)
    .where(eq(events.hostId, hostId))
  return Number(row?.last ?? 0)
}

/** An event, or the number of one that could not be read. */
type Told = HostEvent | Pick<HostEvent, 'number'>

function isRead(told: Told): told is HostEvent {
  return 'happening' in told
}

/** Those that follow `last` one by one, in whatever order they came and however often. */
function followers(batch: readonly Told[], last: number): Told[] {
  const following: Told[] = []
  for (const event of batch.toSorted((a, b) => a.number - b.number)) {
    if (event.number === last + following.length + 1) following.push(event)
  }
  return following
}

/**
 * Without those of channels that were not on this host then: it has nothing to say of them, and sends
 * them no more. A channel that is not there any more was anybody's.
 */
async function ownEvents(
  tx: Db,
  hostId: HostId,
  batch: readonly HostEvent[],
): Promise<readonly HostEvent[]> {
  const ids = [...new Set(batch.flatMap(({ happening }) => channelOf(happening) ?? []))]
  if (ids.length === 0) return batch
  const { since, until } = channelHosts
  const rows = await tx
    .select({ id: channels.id, since, until })
    .from(channels)
    .leftJoin(
      channelHosts,
      and(eq(channelHosts.channelId, channels.id), eq(channelHosts.hostId, hostId)),
    )
    .where(inArray(channels.id, ids))
  const placements = new Map(rows.map(({ id }): [ChannelId, Placement[]] => [id, []]))
  for (const row of rows) {
    if (row.since) placements.get(row.id)?.push({ since: row.since, until: row.until })
  }
  return batch.filter(({ at, happening }) => {
    const channelId = channelOf(happening)
    const known = channelId && placements.get(channelId)
    return !known || isOwnOf(known, new Date(at))
  })
}

async function withoutSecrets(tx: Db, events: readonly HostEvent[]): Promise<HostEvent[]> {
  const ids = new Set(events.flatMap(({ happening }) => channelOf(happening) ?? []))
  const known = await readSources(tx, [...ids])
  return events.map((event) => {
    const channelId = channelOf(event.happening)
    const sources = channelId ? known.get(channelId) : undefined
    return { ...event, happening: redactTexts(event.happening, sources) }
  })
}

function channelOf(happening: HostEvent['happening']): ChannelId | null {
  return 'channelId' in happening ? happening.channelId : null
}

function rowOf(hostId: HostId, { number, at, happening }: HostEvent) {
  return {
    hostId,
    number,
    at: new Date(at),
    kind: happening.kind,
    channelId: channelOf(happening),
    happening,
  }
}
