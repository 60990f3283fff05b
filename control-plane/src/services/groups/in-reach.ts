import type { ChannelId, GroupId } from '@cashbacktv/contract'
import { alerts, channels, type Db } from '@cashbacktv/db'
import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { mayReach, type Reach } from '../../domain/reach.ts'

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

/** An incident all of whose alerts are of channels in reach: what it says and counts is of nobody else. */
export function incidentInReach(reach: Reach, incidentId: SQLWrapper): SQL | undefined {
  if (reach.kind === 'all') return undefined
  const own = ofReach(reach, sql`own_alert.subject_id`)
  return sql`(exists (select 1 from ${alerts} own_alert where own_alert.incident_id = ${incidentId})
    and not exists (select 1 from ${alerts} own_alert where own_alert.incident_id = ${incidentId}
      and not (own_alert.subject_kind = 'channel' and ${own})))`
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
