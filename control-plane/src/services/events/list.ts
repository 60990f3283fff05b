import { type EventView, type ListEventsInput, readEventView } from '@cashbacktv/contract'
import { events } from '@cashbacktv/db'
import { and, desc, eq, gt, inArray, isNull, lt, or, type SQL } from 'drizzle-orm'
import type { ReadContext } from '../../context.ts'
import { type Reach, reachOf } from '../../domain/accounts/reach.ts'
import { redactTexts } from '../../domain/redact-texts.ts'
import { ofReach } from '../groups/in-reach.ts'

/** What happened, newest first. */
export async function listEvents(ctx: ReadContext, input: ListEventsInput): Promise<EventView[]> {
  const rows = await ctx.db
    .select()
    .from(events)
    .where(and(...conditions(input), eventInReach(reachOf(ctx.actor))))
    .orderBy(desc(events.at), desc(events.number))
    .limit(input.limit)
  return rows.map(eventView)
}

export function eventView(row: typeof events.$inferSelect): EventView {
  // Kept by the rule of its day, which hid less.
  const { kind, ...happening } = redactTexts(row.happening)
  const common = { id: row.id, at: row.at.toISOString(), actor: null }
  const { hostId, channelId } = row
  return readEventView({ ...common, hostId, channelId, kind, detail: happening })
}

function conditions(input: ListEventsInput): (SQL | undefined)[] {
  return [
    input.channelId && eq(events.channelId, input.channelId),
    input.hostId && eq(events.hostId, input.hostId),
    input.kinds && inArray(events.kind, input.kinds),
    input.before ? lt(events.at, new Date(input.before)) : undefined,
    input.after ? gt(events.at, new Date(input.after)) : undefined,
  ].filter((condition) => typeof condition === 'object')
}

/** Of channels in reach, and of hosts, which work for everybody. */
export function eventInReach(reach: Reach): SQL | undefined {
  return reach.kind === 'all'
    ? undefined
    : or(isNull(events.channelId), ofReach(reach, events.channelId))
}
