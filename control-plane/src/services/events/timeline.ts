import {
  type ChannelId,
  type EventView,
  type ListTimelineInput,
  TIMELINE_KINDS,
  type Timeline,
} from '@cashbacktv/contract'
import { auditEntries, events } from '@cashbacktv/db'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { ReadContext, ServiceContext } from '../../context.ts'
import { formatMark, type Mark, parseMark } from '../../domain/timeline-mark.ts'
import { requireChannel } from '../channels/read-channels.ts'
import { actView } from './act-view.ts'
import { briefEntry } from './brief-entry.ts'
import { eventView } from './list.ts'
import { olderThan } from './older-than.ts'

type Entry = { mark: Mark; view: EventView }
type Narrow = { channelId: ChannelId; before: Mark | null; limit: number }

/**
 * What happened to a channel and who acted, newest first. Pages hold when entries arrive meanwhile.
 *
 * @throws DomainError `not_found`; `bad_request` for a `before` that is none of ours
 */
export async function channelTimeline(
  ctx: ReadContext,
  { id, group, before, limit }: ListTimelineInput,
): Promise<Timeline> {
  await requireChannel(ctx.db, id)
  const narrow = { channelId: id, before: before ? parseMark(before) : null, limit: limit + 1 }
  const [happened, acted] = await Promise.all([
    group === 'people' ? [] : readEvents(ctx, narrow, group ? TIMELINE_KINDS[group] : null),
    group && group !== 'people' ? [] : readActs(ctx, narrow),
  ])
  const entries = [...happened, ...acted].sort(newestFirst)
  const page = entries.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ view }) => view),
    next: last && entries.length > limit ? formatMark(last.mark) : null,
  }
}

type EventKind = typeof events.$inferSelect.kind

async function readEvents(
  { db }: Pick<ServiceContext, 'db'>,
  { channelId, before, limit }: Narrow,
  kinds: readonly EventKind[] | null,
): Promise<Entry[]> {
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        eq(events.channelId, channelId),
        kinds ? inArray(events.kind, [...kinds]) : undefined,
        before ? olderThan(before, events.at, sql`${events.number}`, events.id) : undefined,
      ),
    )
    .orderBy(desc(events.at), desc(events.number), desc(events.id))
    .limit(limit)
  return rows.map((row) => ({
    mark: { at: row.at.toISOString(), number: row.number, id: row.id },
    view: briefEntry(eventView(row)),
  }))
}

/** Acts have no number; at one instant they stand before what came of them. */
async function readActs(
  { db, actor }: ReadContext,
  { channelId, before, limit }: Narrow,
): Promise<Entry[]> {
  const { subjectType, subjectId, at, id } = auditEntries
  const older = before ? olderThan(before, at, sql`0`, id) : undefined
  const rows = await db
    .select()
    .from(auditEntries)
    .where(and(eq(subjectType, 'channel'), eq(subjectId, channelId), older))
    .orderBy(desc(at), desc(id))
    .limit(limit)
  return rows.map((row) => ({
    mark: { at: row.at.toISOString(), number: 0, id: row.id },
    view: actView(row, channelId, actor?.role ?? null),
  }))
}

function newestFirst({ mark: a }: Entry, { mark: b }: Entry): number {
  return Date.parse(b.at) - Date.parse(a.at) || b.number - a.number || (a.id < b.id ? 1 : -1)
}
