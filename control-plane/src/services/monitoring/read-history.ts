import type { ChannelId, History, HistoryInput, HostId } from '@cashbacktv/contract'
import { sql } from 'drizzle-orm'
import type { TimedReadContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import type { ChannelRollup } from '../../domain/rollups/channel-rollup.ts'
import { CHANNEL_COLUMNS, chartOf, HOST_COLUMNS } from '../../domain/rollups/chart-columns.ts'
import type { HostRollup } from '../../domain/rollups/host-rollup.ts'
import { CHART_FORMS, type ChartForm, stepBegin } from '../../domain/rollups/rollup-steps.ts'
import {
  acrossHosts,
  binOf,
  CHANNELS,
  combine,
  constant,
  HOSTS,
  instantAt,
  list,
  msOf,
  named,
  nameOf,
} from '../rollups/rollup-table.ts'

type Span = { from: number; until: number }
type Point<Rollup> = { atMs: number } & Rollup

/** The figures of a range, as every instance has them. */
export async function readHistory(ctx: TimedReadContext, input: HistoryInput): Promise<History> {
  const { channelId, hostId, range } = input
  const form = CHART_FORMS[range]
  const until = stepBegin(ctx.now().getTime(), form.pointSeconds)
  const span = { from: until - form.points * form.pointSeconds * 1000, until }
  const chart = { stepSeconds: form.pointSeconds, until: new Date(until).toISOString() }
  if (channelId) {
    const points = await ofChannel(ctx, channelId, form, span)
    return { ...chart, points: chartOf(CHANNEL_COLUMNS, form, points, until) }
  }
  const points = await ofHosts(ctx, hostId ?? null, form, span)
  const shown = chartOf(HOST_COLUMNS, form, points, until)
  if (reachOf(ctx.actor).kind === 'all') return { ...chart, points: shown }
  // The load of a machine is everybody's; who watches whose channels on it is not.
  const unknown = Array.from({ length: form.points }, () => null)
  const hidden = { channelsOnAir: unknown, viewers: unknown, viewerKbps: unknown }
  return { ...chart, points: { ...shown, ...hidden } }
}

/** Each step is looked for by itself: one channel among thousands is a row in each. */
function ofChannel(
  { db }: TimedReadContext,
  id: ChannelId,
  form: ChartForm,
  { from, until }: Span,
) {
  const { seconds } = form.step
  const sums = CHANNELS.amounts.map(({ name, column, way }) => {
    return named(name, combine(way, sql`${nameOf(column)}`))
  })
  const last = instantAt(until - seconds * 1000)
  const every = sql.raw(`'${seconds} seconds'`)
  return db.execute<Point<ChannelRollup>>(sql`
    select ${msOf(binOf(form.pointSeconds))} as "atMs", ${list(sums)} from channel_rollups
    where step_seconds = ${constant(seconds)} and channel_id = ${id}
      and at = any(array(select generate_series(${instantAt(from)}, ${last}, ${every})))
      and at >= ${instantAt(from)} and at < ${instantAt(until)}
    group by 1`)
}

/** First each host by itself, then all of them side by side. */
function ofHosts(
  { db }: TimedReadContext,
  id: HostId | null,
  form: ChartForm,
  { from, until }: Span,
) {
  const own = HOSTS.amounts.map(({ name, column, way }) => {
    return named(name, combine(way, sql`${nameOf(column)}`))
  })
  const all = HOSTS.amounts.map(({ name }) => {
    return named(name, combine(acrossHosts(name), sql`${sql.identifier(name)}`))
  })
  return db.execute<Point<HostRollup>>(sql`
    select ${msOf(sql`bin`)} as "atMs", ${list(all)} from (
      select ${binOf(form.pointSeconds)} as bin, ${list(own)} from host_rollups
      where step_seconds = ${constant(form.step.seconds)}
        and at >= ${instantAt(from)} and at < ${instantAt(until)}
        ${id ? sql`and host_id = ${id}` : sql``}
      group by 1, host_id
    ) each_host
    group by bin`)
}
