import { keysOf } from '@cashbacktv/contract'
import { channelRollups, hostRollups } from '@cashbacktv/db'
import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { CHANNEL_AMOUNTS, type Combination } from '../../domain/rollups/channel-rollup.ts'
import { ACROSS_HOSTS, HOST_AMOUNTS } from '../../domain/rollups/host-rollup.ts'

/** A table of roll-ups as statements are made from it: its columns in one order, and how rows become one. */
export type RollupTable = {
  table: typeof channelRollups | typeof hostRollups
  id: PgColumn
  amounts: readonly { name: string; column: PgColumn; way: Combination }[]
}

export const CHANNELS: RollupTable = {
  table: channelRollups,
  id: channelRollups.channelId,
  amounts: keysOf(CHANNEL_AMOUNTS).map((name) => {
    return { name, column: channelRollups[name], way: CHANNEL_AMOUNTS[name] }
  }),
}

export const HOSTS: RollupTable = {
  table: hostRollups,
  id: hostRollups.hostId,
  amounts: keysOf(HOST_AMOUNTS).map((name) => {
    return { name, column: hostRollups[name], way: HOST_AMOUNTS[name] }
  }),
}

const WAYS_ACROSS: Partial<Record<string, Combination>> = ACROSS_HOSTS

/** What of a host's time, made one row a host, becomes the whole. */
export function acrossHosts(name: string): Combination {
  return WAYS_ACROSS[name] ?? 'sum'
}

/** In double precision: a column of thousands of rows is added up. */
export function combine(way: Combination, value: SQL): SQL {
  switch (way) {
    case 'sum':
      return sql`sum(${value}::float8)`
    case 'max':
      return sql`max(${value})`
    case 'min':
      return sql`min(${value})`
  }
}

export const nameOf = ({ name }: PgColumn) => sql.identifier(name)
export const list = (parts: SQL[]) => sql.join(parts, sql`, `)
/** A constant of code, so that only its partitions are planned for. */
export const constant = (value: number) => sql.raw(String(value))
export const instantAt = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`
/** The beginning of the step or the point that a row is in. */
export const binOf = (seconds: number) =>
  sql`date_bin(${sql.raw(`'${seconds} seconds'`)}::interval, at, 'epoch'::timestamptz)`
/** Milliseconds since 1970. */
export const msOf = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::float8`
export const named = (name: string, value: SQL) => sql`${value} as ${sql.identifier(name)}`
