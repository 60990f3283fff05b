import {
  type IncidentId,
  type IncidentPage,
  type ListIncidentsInput,
  messageOf,
} from '@cashbacktv/contract'
import { alerts, type Db, incidents } from '@cashbacktv/db'
import { and, desc, eq, exists, gte, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { incidentSummary, type StoredIncident } from '../../domain/alerts/incident-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { reachOf } from '../../domain/reach.ts'
import { formatMark, parseMark } from '../../domain/timeline-mark.ts'
import { olderThan } from '../events/older-than.ts'
import { incidentInReach } from '../groups/in-reach.ts'

/** Incidents, newest first. @throws DomainError `bad_request` for a `before` that is none of ours */
export async function listIncidents(
  { db, now, actor }: Pick<ServiceContext, 'db' | 'now' | 'actor'>,
  input: ListIncidentsInput,
): Promise<IncidentPage> {
  const rows = await db
    .select()
    .from(incidents)
    .where(and(...conditions(db, input), incidentInReach(reachOf(actor), incidents.id)))
    .orderBy(desc(incidents.openedAt), desc(incidents.id))
    .limit(input.limit + 1)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const mark = last && { at: last.openedAt.toISOString(), number: 0, id: last.id }
  return {
    items: page.map((row) => incidentSummary(row, now())),
    next: mark && rows.length > input.limit ? formatMark(mark) : null,
  }
}

/** @throws DomainError `not_found` */
export async function requireIncident(
  { db, actor }: Pick<ServiceContext, 'db' | 'actor'>,
  id: IncidentId,
  { lock = false } = {},
): Promise<StoredIncident> {
  const own = incidentInReach(reachOf(actor), incidents.id)
  const query = db
    .select()
    .from(incidents)
    .where(and(eq(incidents.id, id), own))
  const [row] = lock ? await query.for('update') : await query
  if (!row) throw new DomainError('not_found', messageOf('incident-missing'))
  return row
}

function conditions(db: Db, input: ListIncidentsInput): (SQL | undefined)[] {
  const { state, severity, cause, from, until, before, channelId, hostId } = input
  const { overAt, openedAt, id } = incidents
  const about = (is: SQL) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(alerts)
        .where(and(eq(alerts.incidentId, id), is)),
    )
  return [
    state && (state === 'open' ? isNull(overAt) : isNotNull(overAt)),
    severity && eq(incidents.severity, severity),
    cause && sql`${incidents.cause} ->> 'kind' = ${cause}`,
    from ? or(isNull(overAt), gte(overAt, new Date(from))) : undefined,
    until ? lte(openedAt, new Date(until)) : undefined,
    channelId && about(eq(alerts.subjectId, channelId)),
    hostId && about(eq(alerts.hostId, hostId)),
    before ? olderThan(parseMark(before), openedAt, sql`0`, id) : undefined,
  ].filter((condition) => typeof condition === 'object')
}
