import {
  alerts,
  alertTargets,
  type Db,
  deliveries,
  incidentEntries,
  incidents,
} from '@cashbacktv/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { DueMessage } from '../../domain/alerts/due-messages.ts'
import type { Draft, Plan } from '../../domain/alerts/plan-incidents.ts'

/** Rows of one statement: the protocol of PostgreSQL takes 65535 values. */
const AT_ONCE = 1000

/** Writes what a plan says. What another wrote meanwhile fails the whole, by the unique keys. */
export async function writePlan(tx: Db, { drafts, messages }: Plan, now: Date): Promise<void> {
  const opened = drafts.filter(({ isNew }) => isNew)
  await inParts(opened, (part) => tx.insert(incidents).values(part.map(({ row }) => row)))
  for (const { row } of drafts.filter(({ isNew }) => !isNew)) await updateIncident(tx, row)
  // An alert that is over makes room for one of the same.
  for (const draft of drafts) await clearAlerts(tx, draft, now)
  const added = drafts.flatMap((draft) => draft.added)
  await inParts(added, (part) => tx.insert(alerts).values(part))
  const entries = drafts.flatMap(({ row, entries }) =>
    entries.map((entry) => ({ incidentId: row.id, at: now, entry })),
  )
  await inParts(entries, (part) => tx.insert(incidentEntries).values(part))
  await insertMessages(tx, messages, now)
}

/** What a person says of it meanwhile stays. */
function updateIncident(tx: Db, row: Draft['row']) {
  const { said, severity, flapping, maintenance, since, lastRaisedAt, overAt, healing } = row
  const { channels, channelsEver, viewers } = row
  return tx
    .update(incidents)
    .set({
      ...{ said, severity, flapping, maintenance, since, lastRaisedAt, overAt, healing },
      ...{ channels, channelsEver, viewers, edition: sql`${incidents.edition} + 1` },
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

async function inParts<T>(
  rows: readonly T[],
  write: (part: T[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await write(rows.slice(from, from + AT_ONCE))
  }
}
