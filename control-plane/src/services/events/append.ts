import type { EventBatch, EventsAcknowledged, HostEvent, HostId } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import { events, hosts } from '@cashbacktv/db'
import { eq, max } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'

/**
 * Keeps what happened on a host, each number once and without gaps, so that the highest number kept
 * acknowledges all below it. Numbers after a gap are left for the host to send again, unless it no
 * longer holds what is missing.
 */
export async function appendEvents(
  ctx: Pick<ServiceContext, 'db'>,
  input: { hostId: HostId } & EventBatch,
  onKept: (events: readonly HostEvent[]) => void = () => {},
): Promise<EventsAcknowledged> {
  const { hostId, oldestHeld } = input
  const kept = await ctx.db.transaction(async (tx) => {
    // One batch of a host at a time: two sockets of it must not leave a gap between them.
    await tx.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, hostId)).for('no key update')
    const known = await lastEventNumber(tx, hostId)
    const next = followers(input.events, Math.max(known, (oldestHeld ?? 1) - 1))
    if (next.length > 0) {
      await tx
        .insert(events)
        .values(next.map((event) => rowOf(hostId, event)))
        .onConflictDoNothing()
    }
    return { events: next, acknowledged: next.at(-1)?.number ?? known }
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

/** Those that follow `last` one by one, in whatever order they came and however often. */
function followers(batch: readonly HostEvent[], last: number): HostEvent[] {
  const following: HostEvent[] = []
  for (const event of batch.toSorted((a, b) => a.number - b.number)) {
    if (event.number === last + following.length + 1) following.push(event)
  }
  return following
}

function rowOf(hostId: HostId, { number, at, happening }: HostEvent) {
  return {
    hostId,
    number,
    at: new Date(at),
    kind: happening.kind,
    channelId: 'channelId' in happening ? happening.channelId : null,
    happening,
  }
}
