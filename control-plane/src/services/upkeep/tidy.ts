import {
  auditEntries,
  channelHosts,
  channels,
  events,
  incidents,
  joinTokens,
  maintenanceWindows,
  sessions,
  sources,
} from '@cashbacktv/db'
import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { ServiceContext } from '../../context.ts'

const DAY_MS = 86_400_000
/**
 * The sources of a deleted channel outlast the time within which it may be brought back; incidents
 * are kept as long as the figures of their hours, and where a channel was as long as what happened then.
 */
const KEPT_DAYS = {
  events: 30,
  audit: 365,
  joinTokens: 30,
  sessions: 1,
  deletedSources: 1.5,
  incidents: 400,
  maintenance: 30,
}
/** Rows of one statement, so that none holds locks for long; what is left over goes the next day. */
const BATCH = 2000
const MOST_BATCHES = 50

type Tidied = Record<
  | 'events'
  | 'placements'
  | 'sessions'
  | 'audit'
  | 'joinTokens'
  | 'sources'
  | 'incidents'
  | 'maintenance',
  number
>

/**
 * Deletes what is too old to be asked for. The newest event of each host that is there stays, because the next
 * number follows from it; so does a spent refresh token until it would have run out, because its
 * return is how theft is told.
 */
export async function tidy(
  ctx: Pick<ServiceContext, 'db' | 'now' | 'log'>,
  { batch = BATCH } = {},
): Promise<Tidied> {
  const before = (days: number) =>
    sql`${new Date(ctx.now().getTime() - days * DAY_MS).toISOString()}::timestamptz`
  const remove = (table: PgTable, where: SQL) => removeInBatches(ctx, table, where, batch)
  const newest = sql`(select max(newer.number) from ${events} newer where newer.host_id = ${events.hostId})`
  const deleted = sql`(select ${channels.id} from ${channels} where ${channels.deletedAt} < ${before(KEPT_DAYS.deletedSources)})`
  const tidied: Tidied = {
    events: await remove(
      events,
      sql`${events.at} < ${before(KEPT_DAYS.events)} and (${events.hostId} is null or ${events.number} < ${newest})`,
    ),
    placements: await remove(
      channelHosts,
      sql`${channelHosts.until} < ${before(KEPT_DAYS.events)}`,
    ),
    sessions: await remove(sessions, sql`${sessions.expiresAt} < ${before(KEPT_DAYS.sessions)}`),
    // The only way by which entries of the audit go: the database refuses it to who does not say so.
    audit: await removeInBatches(
      ctx,
      auditEntries,
      sql`${auditEntries.at} < ${before(KEPT_DAYS.audit)}`,
      batch,
      sql`select set_config('cashbacktv.audit_retention', 'on', true)`,
    ),
    joinTokens: await remove(
      joinTokens,
      sql`${joinTokens.expiresAt} < ${before(KEPT_DAYS.joinTokens)}`,
    ),
    sources: await remove(sources, sql`${sources.channelId} in ${deleted}`),
    // With their alerts, their timelines and the messages about them.
    incidents: await remove(incidents, sql`${incidents.overAt} < ${before(KEPT_DAYS.incidents)}`),
    maintenance: await remove(
      maintenanceWindows,
      sql`${maintenanceWindows.endsAt} < ${before(KEPT_DAYS.maintenance)}`,
    ),
  }
  ctx.log.info(tidied, 'old rows deleted')
  return tidied
}

async function removeInBatches(
  ctx: Pick<ServiceContext, 'db'>,
  table: PgTable,
  where: SQL,
  batch: number,
  /** Sent before each batch, in its transaction. */
  permit?: SQL,
): Promise<number> {
  let removed = 0
  for (let round = 0; round < MOST_BATCHES; round += 1) {
    const some = sql`select ${table}.id from ${table} where ${where} limit ${batch}`
    const rows = await ctx.db.transaction(async (tx) => {
      if (permit) await tx.execute(permit)
      return tx.execute(sql`delete from ${table} where id in (${some})`)
    })
    removed += rows.count
    if (rows.count < batch) break
  }
  return removed
}
