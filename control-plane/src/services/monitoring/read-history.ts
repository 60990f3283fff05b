import type { ChannelId, History, HistoryInput, HostId } from '@cashbacktv/contract'
import { events, hostHistory } from '@cashbacktv/db'
import { and, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import {
  CHANNEL_COLUMNS,
  columnsOf,
  type Figures,
  HOST_COLUMNS,
  TIERS,
} from '../../domain/history.ts'

type Context = Pick<ServiceContext, 'db' | 'view' | 'now'>
type Step = { at: Date; figures: Figures }

/** The figures of a range, as every instance has them. */
export async function readHistory(ctx: Context, input: HistoryInput): Promise<History> {
  const { channelId, hostId, range } = input
  const now = ctx.now()
  const { stepSeconds, steps } = TIERS[range]
  const from = new Date(now.getTime() - stepSeconds * (steps + 1) * 1000)
  const during = and(eq(hostHistory.stepSeconds, stepSeconds), gte(hostHistory.at, from))
  const rows = channelId
    ? await ofChannel(ctx, channelId, from, during)
    : await (hostId ? ofHost(ctx, hostId, during) : ofAll(ctx, during))
  const found = rows.map(({ at, figures }) => ({ atMs: at.getTime(), figures }))
  const names = channelId ? CHANNEL_COLUMNS : HOST_COLUMNS
  const { until, points } = columnsOf(names, range, found, now.getTime())
  return { stepSeconds, until: new Date(until).toISOString(), points }
}

/** On whichever hosts it was meanwhile: each has told of its runs. */
async function ofChannel(ctx: Context, id: ChannelId, from: Date, during: SQL | undefined) {
  const { at, channels, hostId } = hostHistory
  const [{ channels: known }, seen] = await Promise.all([
    ctx.view.fresh(),
    ctx.db
      .selectDistinct({ hostId: events.hostId })
      .from(events)
      .where(and(eq(events.channelId, id), gte(events.at, from))),
  ])
  const now = known.get(id)?.facts.hostId
  const hostIds = [...seen.flatMap((row) => row.hostId ?? []), ...(now ? [now] : [])]
  if (hostIds.length === 0) return []
  return ctx.db
    .select({ at, figures: sql<Figures>`${channels} -> ${id}` })
    .from(hostHistory)
    .where(and(inArray(hostId, hostIds), during, sql`${channels} ? ${id}`))
}

function ofHost({ db }: Context, id: HostId, during: SQL | undefined): Promise<Step[]> {
  const { at, host, hostId } = hostHistory
  return db
    .select({ at, figures: host })
    .from(hostHistory)
    .where(and(eq(hostId, id), during))
}

async function ofAll({ db }: Context, during: SQL | undefined): Promise<Step[]> {
  const { at, host } = hostHistory
  const columns = HOST_COLUMNS.map((name, index) => {
    const value = sql`(${host} ->> ${sql.raw(String(index))})::float8`
    return name === 'cpuPercent' ? sql`avg(${value})` : sql`sum(${value})`
  })
  const figures = sql<Figures>`jsonb_build_array(${sql.join(columns, sql`, `)})`
  return db.select({ at, figures }).from(hostHistory).where(during).groupBy(at)
}
