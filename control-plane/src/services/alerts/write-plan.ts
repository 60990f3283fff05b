import {
  alerts,
  alertTargets,
  type Db,
  deliveries,
  incidentEntries,
  incidents,
} from '@cashbacktv/db'
import { eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { DueMessage } from '../../domain/alerts/due-messages.ts'
import type { Draft, Plan } from '../../domain/alerts/plan-incidents.ts'

/** Rows of one statement: more would hold up everything else of the process. */
const AT_ONCE = 250

/** Writes what a plan says. What another wrote meanwhile fails the whole, by the unique keys. */
export async function writePlan(tx: Db, { drafts, messages }: Plan, now: Date): Promise<void> {
  const opened = drafts.filter(({ isNew }) => isNew)
  await inParts(opened, (part) =>
    insertRows(
      tx,
      incidents,
      part.map(({ row }) => row),
    ),
  )
  for (const { row } of drafts.filter(({ isNew }) => !isNew)) await updateIncident(tx, row)
  // An alert that is over makes room for one of the same.
  for (const draft of drafts) await clearAlerts(tx, draft, now)
  const added = drafts.flatMap((draft) => draft.added)
  await inParts(added, (part) => insertRows(tx, alerts, part))
  const entries = drafts.flatMap(({ row, entries }) =>
    entries.map((entry) => ({ incidentId: row.id, at: now, entry })),
  )
  await inParts(entries, (part) => insertRows(tx, incidentEntries, part))
  await insertMessages(tx, messages, now)
}

/** What a person says of it meanwhile stays. */
function updateIncident(tx: Db, row: Draft['row']) {
  const { said, severity, flapping, maintenance, since, lastRaisedAt, overAt, healing } = row
  const { channels, channelsEver, viewers } = row
  return tx
    .update(incidents)
    .set({
      said,
      severity,
      flapping,
      maintenance,
      since,
      lastRaisedAt,
      overAt,
      healing,
      channels,
      channelsEver,
      viewers,
      edition: sql`${incidents.edition} + 1`,
    })
    .where(eq(incidents.id, row.id))
}

async function clearAlerts(tx: Db, { cleared }: Draft, now: Date): Promise<void> {
  for (const healing of new Set(cleared.map((alert) => alert.healing))) {
    const ids = cleared.filter((alert) => alert.healing === healing).map(({ id }) => id)
    await inParts(ids, (part) =>
      tx.update(alerts).set({ clearedAt: now, healing }).where(inArray(alerts.id, part)),
    )
  }
}

async function insertMessages(tx: Db, messages: readonly DueMessage[], now: Date): Promise<void> {
  if (messages.length === 0) return
  const { id, name, kind } = alertTargets
  const targets = await tx
    .select({ id, name, kind })
    .from(alertTargets)
    .where(inArray(id, [...new Set(messages.map(({ targetId }) => targetId))]))
    // None of them is deleted before this is committed.
    .for('key share')
  const rows = messages.flatMap(({ incidentId, targetId, news, severity, notBefore }) => {
    const target = targets.find((one) => one.id === targetId)
    if (!target) return []
    const { name: targetName, kind } = target
    const at = { createdAt: now, nextTryAt: notBefore }
    return [
      { incidentId, targetId, targetName, kind, news, severity, state: 'waiting' as const, ...at },
    ]
  })
  await inParts(rows, (part) => tx.insert(deliveries).values(part).onConflictDoNothing())
}

/**
 * Rows of the same fields as one value of JSON: a placeholder for each field of each takes twenty
 * times as long to write, and thousands of alerts may be raised at once.
 */
async function insertRows<T extends PgTable>(
  tx: Db,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  const fields = Object.entries(getTableColumns(table)).filter(
    ([field]) => field in Object(rows[0]),
  )
  const json = rows.map((row) => {
    const values = new Map(Object.entries(row))
    return Object.fromEntries(fields.map(([field, { name }]) => [name, values.get(field)]))
  })
  const names = sql.join(
    fields.map(([, { name }]) => sql.identifier(name)),
    sql`, `,
  )
  await tx.execute(sql`
    insert into ${table} (${names})
    select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(json)}::jsonb)`)
}

async function inParts<T>(
  rows: readonly T[],
  write: (part: T[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await write(rows.slice(from, from + AT_ONCE))
  }
}
