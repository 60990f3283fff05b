import { type SecretKey, sealedWithLike } from '@cashbacktv/contract/seal'
import { type AnyColumn, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import {
  alertTargets,
  channels,
  recordings,
  secondSteps,
  settings,
  sources,
} from '../schema/index.ts'

/** Key of the settings table: a row that is there from the first start on, so that a wrong key is always seen. */
const MARK = 'secrets-key'

/**
 * Seals with `key` whatever is stored plain or with a former key, and makes sure that nothing is there
 * which cannot be read. Answers how many rows were written. Of two at once the second waits.
 *
 * @throws SealedElsewhere when something was sealed with a key that is not at hand; nothing is changed
 */
export function sealStored(db: Db, key: SecretKey): Promise<number> {
  const isStale = (column: AnyColumn): SQL =>
    sql`(to_jsonb(${column}) #>> '{}') not like ${sealedWithLike(key)}`
  return db.transaction(async (tx) => {
    await tx.insert(settings).values({ key: MARK, value: {} }).onConflictDoNothing()
    const counts = [
      await sealSources(tx, or(isStale(sources.url), isStale(sources.reading))),
      await sealRestreams(tx, isStale(channels.restreams)),
      await sealTargets(tx, isStale(alertTargets.address)),
      await sealSettings(tx, isStale(settings.value)),
      await sealSecondSteps(tx, isStale(secondSteps.secret)),
      await sealRecordings(tx, isStale(recordings.key)),
    ]
    return counts.reduce((sum, count) => sum + count, 0)
  })
}

/**
 * Whether this database was opened by a control plane before, and with a key that is at hand.
 *
 * @throws SealedElsewhere when it was with another
 */
export async function isOpened(db: Db): Promise<boolean> {
  const [mark] = await db.select().from(settings).where(eq(settings.key, MARK))
  return mark !== undefined
}

/** Reading opens and writing seals, so each row is written as it was read. */
async function sealSources(tx: Db, stale: SQL | undefined): Promise<number> {
  const rows = await tx.select().from(sources).where(stale).for('update')
  await Promise.all(
    rows.map(async ({ id, url, reading }) => {
      await tx.update(sources).set({ url, reading }).where(eq(sources.id, id))
    }),
  )
  return rows.length
}

async function sealRestreams(tx: Db, stale: SQL): Promise<number> {
  const rows = await tx.select().from(channels).where(stale).for('update')
  await Promise.all(
    rows.map(async ({ id, restreams, updatedAt }) => {
      await tx.update(channels).set({ restreams, updatedAt }).where(eq(channels.id, id))
    }),
  )
  return rows.length
}

async function sealTargets(tx: Db, stale: SQL): Promise<number> {
  const rows = await tx.select().from(alertTargets).where(stale).for('update')
  await Promise.all(
    rows.map(async ({ id, address, updatedAt }) => {
      await tx.update(alertTargets).set({ address, updatedAt }).where(eq(alertTargets.id, id))
    }),
  )
  return rows.length
}

async function sealSettings(tx: Db, stale: SQL): Promise<number> {
  const rows = await tx.select().from(settings).where(stale).for('update')
  await Promise.all(
    rows.map(async ({ key, value, updatedAt }) => {
      await tx.update(settings).set({ value, updatedAt }).where(eq(settings.key, key))
    }),
  )
  return rows.length
}

async function sealSecondSteps(tx: Db, stale: SQL): Promise<number> {
  const rows = await tx.select().from(secondSteps).where(stale).for('update')
  await Promise.all(
    rows.map(async ({ userId, secret }) => {
      await tx.update(secondSteps).set({ secret }).where(eq(secondSteps.userId, userId))
    }),
  )
  return rows.length
}

async function sealRecordings(tx: Db, stale: SQL): Promise<number> {
  const rows = await tx.select().from(recordings).where(stale).for('update')
  await Promise.all(
    rows.map(async ({ id, key }) => {
      await tx.update(recordings).set({ key }).where(eq(recordings.id, id))
    }),
  )
  return rows.length
}
