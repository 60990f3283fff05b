import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Mark } from '../../domain/timeline-mark.ts'

/** To the millisecond, which is all that a mark carries. */
export function olderThan(mark: Mark, at: AnyPgColumn, number: SQL, id: AnyPgColumn): SQL {
  const instant = sql`date_trunc('milliseconds', ${at})`
  return sql`(${instant}, ${number}, ${id}) < (${mark.at}::timestamptz, ${mark.number}::bigint, ${mark.id}::uuid)`
}
