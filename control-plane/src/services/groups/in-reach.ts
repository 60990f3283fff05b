import type { ChannelId, GroupId, HostId } from '@cashbacktv/contract'
import { alerts, channels, type Db, incidents } from '@cashbacktv/db'
import { and, count, eq, inArray, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { mayReach, type Reach } from '../../domain/accounts/reach.ts'
import { MACHINE_RULES } from '../../domain/alerts/cause-of.ts'

/** The condition on the table of channels that `mayReach` is in SQL; nothing where everything is reached. */
export function inReach(reach: Reach): SQL | undefined {
  if (reach.kind === 'all') return undefined
  return sql`${channels.groupId} = any(${listOf(reach.groups)}::uuid[])`
}

/** The same on a column that names a channel by its id, deleted or not. One that is gone for good is nobody's. */
export function ofReach(reach: Reach, channelId: SQLWrapper): SQL | undefined {
  if (reach.kind === 'all') return undefined
  return sql`${channelId}::text in (select own.id::text from ${channels} own
    where own.group_id = any(${listOf(reach.groups)}::uuid[]))`
}

/**
 * An incident that hits a channel in reach, or the machine that it is to be on air from; of what else it
 * hits nothing may be said: `partOfIncident`.
 */
export function incidentTouches(reach: Reach, incidentId: SQLWrapper): SQL | undefined {
  if (reach.kind === 'all') return undefined
  return sql`exists (select 1 from ${alerts} own_alert where own_alert.incident_id = ${incidentId}
    and (${ownAlert(reach)} or ${alertOfOwnMachine(reach)}))`
}

/** An incident all of whose alerts are of channels in reach: what it says and counts is of nobody else. */
export function incidentInReach(reach: Reach, incidentId: SQLWrapper): SQL | undefined {
  if (reach.kind === 'all') return undefined
  return sql`(${incidentTouches(reach, incidentId)}
    and not exists (select 1 from ${alerts} own_alert where own_alert.incident_id = ${incidentId}
      and not ${ownAlert(reach)}))`
}

/** Whether something of an incident that is told to who has this reach is not well yet. */
export function stillHits(reach: Reach): SQL {
  if (reach.kind === 'all') return sql`true`
  return sql`exists (select 1 from ${alerts} own_alert where own_alert.incident_id = "incidents"."id"
    and own_alert.cleared_at is null and (${ownAlert(reach)} or ${alertOfOwnMachine(reach)}))`
}

/** Whether an incident is critical, by those of its alerts that are told to who has this reach. */
export function isCriticalIn(reach: Reach): SQL {
  if (reach.kind === 'all') return sql`${incidents.severity} = 'critical'`
  return sql`exists (select 1 from ${alerts} own_alert where own_alert.incident_id = "incidents"."id"
    and own_alert.severity = 'critical' and (own_alert.subject_kind = 'host' or ${ownAlert(reach)}))`
}

/** Whether `own_alert` is of a channel in reach. */
function ownAlert(reach: Reach): SQL {
  return sql`(own_alert.subject_kind = 'channel' and ${ofReach(reach, sql`own_alert.subject_id`) ?? sql`true`})`
}

/** Whether `own_alert` is of a machine that carries a channel in reach. */
function alertOfOwnMachine(reach: Reach): SQL {
  return sql`(own_alert.subject_kind = 'host' and own_alert.rule in ${MACHINE_RULES}
    and exists (select 1 from ${channels} where ${channels.hostId}::text = own_alert.subject_id::text
      and ${isCarried(reach)}))`
}

function isCarried(reach: Reach): SQL {
  return sql`(${and(eq(channels.on, true), isNull(channels.deletedAt), inReach(reach))})`
}

/** Of how many channels in reach these hosts are to be the air. */
export async function countCarried(
  db: Db,
  reach: Reach,
  hostIds: readonly HostId[],
): Promise<Map<string, number>> {
  if (hostIds.length === 0) return new Map()
  const rows = await db
    .select({ hostId: channels.hostId, count: count() })
    .from(channels)
    .where(and(inArray(channels.hostId, [...hostIds]), isCarried(reach)))
    .groupBy(channels.hostId)
  return new Map(rows.flatMap(({ hostId, count }) => (hostId ? [[hostId, count]] : [])))
}

/** Of a channel that was deleted too, as long as it is kept. */
export async function isInReach(db: Db, reach: Reach, id: ChannelId): Promise<boolean> {
  if (reach.kind === 'all') return true
  const [row] = await db
    .select({ groupId: channels.groupId })
    .from(channels)
    .where(and(eq(channels.id, id), inReach(reach)))
  return row !== undefined && mayReach(reach, row)
}

function listOf(ids: Iterable<GroupId>): string {
  return `{${[...ids].join()}}`
}
