import { type Db, recordings } from '@cashbacktv/db'
import { inArray } from 'drizzle-orm'
import type { Conditions } from '../../domain/alerts/condition.ts'
import { unnamedRecordings } from '../../domain/alerts/look-at-recordings.ts'
import type { Fleet } from '../../domain/fleet/fleet.ts'

/** What is read at once; the others are named with the next looks. */
const AT_ONCE = 500

/** Reads what recordings in trouble are called, once of each: hosts know only their ids. */
export async function nameRecordings(db: Db, conditions: Conditions, fleet: Fleet): Promise<void> {
  const ids = unnamedRecordings(conditions, fleet).slice(0, AT_ONCE)
  if (ids.length === 0) return
  const { id, name, channelId, hostId, endsAt } = recordings
  const rows = await db
    .select({ id, name, channelId, hostId, endsAt })
    .from(recordings)
    .where(inArray(id, ids))
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const one of ids) conditions.recordings.set(one, found.get(one) ?? null)
}
