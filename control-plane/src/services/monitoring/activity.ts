import {
  type ActivityEntry,
  type ActivityList,
  FAILURE_KINDS,
  type ListActivityInput,
  TIMELINE_KINDS,
} from '@cashbacktv/contract'
import { auditEntries, channels, type Db, events, hosts } from '@cashbacktv/db'
import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { ReadContext } from '../../context.ts'
import { type Reach, reachOf, reachWithin } from '../../domain/accounts/reach.ts'
import { formatMark, type Mark, parseMark } from '../../domain/timeline-mark.ts'
import { actView } from '../events/act-view.ts'
import { briefEntry } from '../events/brief-entry.ts'
import { eventInReach, eventView } from '../events/list.ts'
import { olderThan } from '../events/older-than.ts'
import { inReach } from '../groups/in-reach.ts'
import { incidentsOf } from '../incidents/incidents-of.ts'

type Entry = { mark: Mark; view: ActivityEntry }
type Narrow = Omit<ListActivityInput, 'before' | 'groupId'> & { before: Mark | null; reach: Reach }

/**
 * What happened anywhere and who acted, newest first. Acts of persons have neither a class nor a
 * host, so narrowing to one of these leaves them out.
 *
 * @throws DomainError `bad_request` for a `before` that is none of ours
 */
export async function listActivity(
  { db, actor }: ReadContext,
  { before, limit, groupId, ...rest }: ListActivityInput,
): Promise<ActivityList> {
  const reach = reachWithin(reachOf(actor), groupId)
  const narrow = { ...rest, reach, before: before ? parseMark(before) : null, limit: limit + 1 }
  const [happened, acted] = await Promise.all([
    rest.group === 'people' ? [] : readEvents(db, narrow),
    wantsActs(narrow) ? readActs({ db, actor }, narrow) : [],
  ])
  const entries = [...happened, ...acted].sort(newestFirst)
  const page = entries.slice(0, limit)
  const last = page.at(-1)
  const items = page.map(({ view }) => view)
  return {
    items,
    incidents: await incidentsOf(db, items, reach),
    next: last && entries.length > limit ? formatMark(last.mark) : null,
  }
}

function wantsActs({ group, class: kind, hostId }: Narrow): boolean {
  return (group === undefined || group === 'people') && !kind && !hostId
}

async function readEvents(db: Db, narrow: Narrow): Promise<Entry[]> {
  const { before, limit, reach } = narrow
  const rows = await db
    .select({ row: events, channelName: channels.name, hostName: hosts.name })
    .from(events)
    .leftJoin(channels, eq(channels.id, events.channelId))
    .leftJoin(hosts, eq(hosts.id, events.hostId))
    .where(
      and(
        ...conditions(narrow),
        eventInReach(reach),
        before ? olderThan(before, events.at, sql`${events.number}`, events.id) : undefined,
      ),
    )
    .orderBy(desc(events.at), desc(events.number), desc(events.id))
    .limit(limit)
  return rows.map(({ row, channelName, hostName }) => ({
    mark: { at: row.at.toISOString(), number: row.number, id: row.id },
    view: { ...briefEntry(eventView(row)), channelName, hostName },
  }))
}

function conditions({ group, class: kind, channelId, hostId, search }: Narrow) {
  const { happening } = events
  const words = search ? like(search) : null
  return [
    group === 'errors' ? failed() : undefined,
    group && group !== 'errors' && group !== 'people'
      ? inArray(events.kind, [...TIMELINE_KINDS[group]])
      : undefined,
    kind ? sql`${happening}->'reason'->>'class' = ${kind}` : undefined,
    channelId ? eq(events.channelId, channelId) : undefined,
    hostId ? eq(events.hostId, hostId) : undefined,
    words
      ? or(
          sql`${happening}->'reason'->>'message' ilike ${words}`,
          sql`${happening}->'reason'->>'code' ilike ${words}`,
          sql`${channels.name} ilike ${words}`,
        )
      : undefined,
  ]
}

/** An end that was asked for is no failure. */
function failed(): SQL | undefined {
  return and(
    inArray(events.kind, [...FAILURE_KINDS]),
    sql`coalesce((${events.happening}->>'asked')::boolean, false) = false`,
  )
}

/** At one instant acts stand before what came of them. Only what is done to a channel is told in detail. */
async function readActs({ db, actor }: ReadContext, narrow: Narrow): Promise<Entry[]> {
  const { before, limit, channelId, search, reach } = narrow
  const { at, id, subjectType, subjectId } = auditEntries
  const isChannel = sql`${subjectType} = 'channel' and ${subjectId} = ${channels.id}::text`
  const rows = await db
    .select({ row: auditEntries, channelId: channels.id, channelName: channels.name })
    .from(auditEntries)
    .leftJoin(channels, isChannel)
    .where(
      and(
        // Of what is done to anything else, only they learn who are not limited.
        inReach(reach),
        channelId ? eq(channels.id, channelId) : undefined,
        search ? sql`${channels.name} ilike ${like(search)}` : undefined,
        before ? olderThan(before, at, sql`0`, id) : undefined,
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(limit)
  return rows.map(({ row, channelName, ...ids }) => ({
    mark: { at: row.at.toISOString(), number: 0, id: row.id },
    view: { ...actView(row, ids.channelId, actor?.role ?? null), channelName, hostName: null },
  }))
}

function like(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`
}

function newestFirst({ mark: a }: Entry, { mark: b }: Entry): number {
  return Date.parse(b.at) - Date.parse(a.at) || b.number - a.number || (a.id < b.id ? 1 : -1)
}
