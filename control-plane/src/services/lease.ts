import { type Db, leases } from '@cashbacktv/db'
import { and, eq, gt, sql } from 'drizzle-orm'

/** Of whoever makes incidents of alerts, and messages of incidents. */
export const ALERTS_LEASE = 'alerts'

/** A holder that is gone is missed for so long. */
const LEASE_SECONDS = 15

const inSeconds = sql`now() + make_interval(secs => ${LEASE_SECONDS})`

/** Takes or renews a lease by the clock of the database; false while another holds it. */
export async function holdLease(db: Db, name: string, holder: string): Promise<boolean> {
  const rows = await db
    .insert(leases)
    .values({ name, holder, expiresAt: inSeconds })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, expiresAt: inSeconds },
      setWhere: sql`${leases.holder} = ${holder} or ${leases.expiresAt} <= now()`,
    })
    .returning({ holder: leases.holder })
  return rows.length > 0
}

/** Whether it is held still; it cannot be taken by another until the transaction ends. */
export async function lockLease(tx: Db, name: string, holder: string): Promise<boolean> {
  const rows = await tx
    .select({ holder: leases.holder })
    .from(leases)
    .where(and(eq(leases.name, name), eq(leases.holder, holder), gt(leases.expiresAt, sql`now()`)))
    .for('update')
  return rows.length > 0
}

/** Waits for the holder to have written what it writes, whoever it is: until the transaction ends it writes no more. */
export async function lockOut(tx: Db, name: string): Promise<void> {
  await tx.select({ name: leases.name }).from(leases).where(eq(leases.name, name)).for('update')
}

/** So that another need not wait for it to expire. */
export async function releaseLease(db: Db, name: string, holder: string): Promise<void> {
  await db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)))
}
