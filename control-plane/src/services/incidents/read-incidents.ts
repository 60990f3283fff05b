import {
  type IncidentId,
  type IncidentPage,
  type ListIncidentsInput,
  messageOf,
  type Severity,
} from '@cashbacktv/contract'
import { alerts, type Db, incidents } from '@cashbacktv/db'
import { and, desc, eq, exists, gte, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { ReadContext, TimedReadContext } from '../../context.ts'
import { type Reach, reachOf, reachWithin } from '../../domain/accounts/reach.ts'
import { incidentSummary, type StoredIncident } from '../../domain/alerts/incident-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { formatMark, parseMark } from '../../domain/timeline-mark.ts'
import { isKnownIncident } from '../alerts/known-kinds.ts'
import { olderThan } from '../events/older-than.ts'
import { incidentInReach, incidentTouches, isCriticalIn } from '../groups/in-reach.ts'
import { partsInReach } from './parts-in-reach.ts'

/** Incidents, newest first. @throws DomainError `bad_request` for a `before` that is none of ours */
export async function listIncidents(
  { db, now, actor }: TimedReadContext,
  input: ListIncidentsInput,
): Promise<IncidentPage> {
  const reach = reachWithin(reachOf(actor), input.groupId)
  const rows = await db
    .select()
    .from(incidents)
    .where(
      and(...conditions(db, input, reach), incidentTouches(reach, incidents.id), isKnownIncident()),
    )
    .orderBy(desc(incidents.openedAt), desc(incidents.id))
    .limit(input.limit + 1)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const mark = last && { at: last.openedAt.toISOString(), number: 0, id: last.id }
  const shown = await partsInReach(db, page, reach)
  return {
    items: shown.map((one) => incidentSummary(one, now())),
    next: mark && rows.length > input.limit ? formatMark(mark) : null,
  }
}

/** As it is stored, whatever of it is in reach. @throws DomainError `not_found` where nothing of it is */
export async function requireIncident(
  { db, actor }: ReadContext,
  id: IncidentId,
): Promise<StoredIncident> {
  const own = incidentTouches(reachOf(actor), incidents.id)
  const [row] = await db
    .select()
    .from(incidents)
    .where(and(eq(incidents.id, id), own, isKnownIncident()))
  if (!row) throw new DomainError('not_found', messageOf('incident-missing'))
  return row
}

/**
 * Locks it for a change, which is for everybody whom it hits.
 * @throws DomainError `not_found`; `forbidden` where it hits channels out of reach too
 */
export async function requireWholeIncident(
  { db, actor }: ReadContext,
  id: IncidentId,
): Promise<StoredIncident> {
  await requireIncident({ db, actor }, id)
  const [row] = await db
    .select()
    .from(incidents)
    .where(and(eq(incidents.id, id), incidentInReach(reachOf(actor), incidents.id)))
    .for('update')
  if (!row) throw new DomainError('forbidden', messageOf('incident-of-others'))
  return row
}

function conditions(db: Db, input: ListIncidentsInput, reach: Reach): (SQL | undefined)[] {
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
    severity && severityIs(severity, reach),
    cause && sql`${incidents.cause} ->> 'kind' = ${cause}`,
    from ? or(isNull(overAt), gte(overAt, new Date(from))) : undefined,
    until ? lte(openedAt, new Date(until)) : undefined,
    channelId && about(eq(alerts.subjectId, channelId)),
    hostId && about(eq(alerts.hostId, hostId)),
    before ? olderThan(parseMark(before), openedAt, sql`0`, id) : undefined,
  ].filter((condition) => typeof condition === 'object')
}

/** Of what is in reach: who reaches no critical part of it sees a warning. */
function severityIs(severity: Severity, reach: Reach): SQL {
  const isCritical = isCriticalIn(reach)
  return severity === 'critical' ? isCritical : sql`not ${isCritical}`
}
