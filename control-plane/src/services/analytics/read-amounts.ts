import type { ChannelId } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import { type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../../domain/accounts/reach.ts'
import type { Counted } from '../../domain/rollups/analytics-figures.ts'
import type { Piece } from '../../domain/rollups/pieces.ts'
import { HOUR } from '../../domain/rollups/rollup-steps.ts'
import { ofReach } from '../groups/in-reach.ts'
import {
  binOf,
  CHANNELS,
  combine,
  constant,
  instantAt,
  list,
  msOf,
  named,
  nameOf,
} from '../rollups/rollup-table.ts'

/** Where the hours that have been made end, in milliseconds since 1970. */
export async function readHoursUntil(db: Db): Promise<number> {
  const [row] = await db.execute<{ ms: number | null }>(sql`
    select ${msOf(sql`max(at)`)} as ms from host_rollups
    where step_seconds = ${constant(HOUR.seconds)}`)
  return row?.ms == null ? 0 : row.ms + HOUR.seconds * 1000
}

/** What each channel came to. */
export async function readSums(db: Db, pieces: readonly Piece[], reach: Reach) {
  return db.execute<Counted & { channelId: ChannelId }>(sql`
    select channel_id as "channelId", ${amounts()} from channel_rollups
    where ${during(pieces)} ${own(reach)} group by channel_id`)
}

/** What all channels came to in each point. */
export async function readCourse(
  db: Db,
  pieces: readonly Piece[],
  pointSeconds: number,
  reach: Reach,
) {
  return db.execute<Counted & { atMs: number }>(sql`
    select ${msOf(binOf(pointSeconds))} as "atMs", ${amounts()} from channel_rollups
    where ${during(pieces)} ${own(reach)} group by 1`)
}

/** Most viewers of all hosts in each point: of every step what they had at most, added up. */
export async function readPeaks(
  db: Db,
  pieces: readonly Piece[],
  pointSeconds: number,
  reach: Reach,
) {
  // Of who is limited, what the channels in reach had at most in each step, added up.
  const table = reach.kind === 'all' ? sql`host_rollups` : sql`channel_rollups`
  return db.execute<{ atMs: number; viewers: number }>(sql`
    select ${msOf(binOf(pointSeconds))} as "atMs", max(viewers) as viewers from (
      select at, sum(viewers_max::float8) as viewers from ${table}
      where ${during(pieces)} ${own(reach)} group by at
    ) each_step
    group by 1`)
}

function own(reach: Reach): SQL {
  const condition = ofReach(reach, sql`channel_id`)
  return condition ? sql`and ${condition}` : sql``
}

function amounts(): SQL {
  const sums = CHANNELS.amounts.map(({ name, column, way }) => {
    return named(name, combine(way, sql`${nameOf(column)}`))
  })
  return list([...sums, sql`sum(restarts)::float8 as restarts`])
}

function during(pieces: readonly Piece[]): SQL {
  const each = pieces.map(({ step, from, to }) => {
    const span = sql`at >= ${instantAt(from)} and at < ${instantAt(to)}`
    return sql`(step_seconds = ${constant(step.seconds)} and ${span})`
  })
  return each.length > 0 ? sql`(${sql.join(each, sql` or `)})` : sql`false`
}
