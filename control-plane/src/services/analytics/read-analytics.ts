import type { Analytics, AnalyticsChannel, AnalyticsInput, ChannelId } from '@cashbacktv/contract'
import { channels } from '@cashbacktv/db'
import type { TimedReadContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { courseOf } from '../../domain/rollups/analytics-course.ts'
import {
  type Counted,
  figuresOf,
  NOTHING,
  sorted,
  totalOf,
} from '../../domain/rollups/analytics-figures.ts'
import { piecesOf, pointSecondsOf } from '../../domain/rollups/pieces.ts'
import { MINUTE } from '../../domain/rollups/rollup-steps.ts'
import { readCourse, readHoursUntil, readPeaks, readSums } from './read-amounts.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = MINUTE.seconds * 1000

type Span = { from: number; to: number }

/** What channels came to in some time and in one to compare with, the same on every instance. */
export async function readAnalytics(
  ctx: TimedReadContext,
  input: AnalyticsInput,
): Promise<Analytics> {
  const { db } = ctx
  const reach = reachOf(ctx.actor)
  const { from, to } = spanOf(input, ctx.now().getTime())
  const before = spanBefore(input, { from, to })
  const kept = {
    hoursUntil: await readHoursUntil(db),
    // A day less than they are kept: a partition may go at any moment.
    minutesSince: ctx.now().getTime() - (MINUTE.keptDays - 1) * DAY_MS,
  }
  const now = piecesOf(from, to, kept)
  const then = piecesOf(before.from, before.to, kept)
  const pointSeconds = pointSecondsOf(to - from)
  const [sums, sumsBefore, peaks, peaksBefore, points] = await Promise.all([
    readSums(db, now, reach),
    readSums(db, then, reach),
    readPeaks(db, now, pointSeconds, reach),
    readPeaks(db, then, pointSeconds, reach),
    readCourse(db, now, pointSeconds, reach),
  ])
  const rows = await named(ctx, sums, new Map(sumsBefore.map((one) => [one.channelId, one])))
  const total = totalOf(
    rows.map(({ figures }) => figures),
    most(peaks),
  )
  const totalBefore = totalOf(sumsBefore.map(figuresOf), most(peaksBefore))
  const page = sorted(rows, input).slice((input.page - 1) * input.pageSize)
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    beforeFrom: new Date(before.from).toISOString(),
    beforeTo: new Date(before.to).toISOString(),
    total: total ?? NOTHING,
    totalBefore,
    course: courseOf({ from, to, pointSeconds }, points, peaks),
    channels: page.slice(0, input.pageSize),
    channelCount: rows.length,
  }
}

/** To the minute, and not beyond now: what is to come is nobody's outage. */
function spanOf({ from, to }: AnalyticsInput, nowMs: number): Span {
  const end = Math.min(nowMs, to === undefined ? nowMs : Date.parse(to))
  const begin = from === undefined ? end - DAY_MS : Date.parse(from)
  const floor = (ms: number) => Math.floor(ms / MINUTE_MS) * MINUTE_MS
  return { from: Math.min(floor(begin), floor(end) - MINUTE_MS), to: floor(end) }
}

/** As long as the other; the time just before it where nothing else is asked for. */
function spanBefore({ beforeFrom }: AnalyticsInput, { from, to }: Span): Span {
  const begin = beforeFrom === undefined ? from - (to - from) : Date.parse(beforeFrom)
  return { from: begin, to: begin + (to - from) }
}

/** Names outlive a channel as long as it may be brought back. */
async function named(
  { db }: TimedReadContext,
  sums: readonly (Counted & { channelId: ChannelId })[],
  before: ReadonlyMap<ChannelId, Counted>,
): Promise<AnalyticsChannel[]> {
  const { id, name, deletedAt } = channels
  const facts = await db.select({ id, name, deletedAt }).from(channels)
  const known = new Map(facts.map((row) => [row.id, row]))
  return sums.map((sum) => {
    const channel = known.get(sum.channelId)
    const then = before.get(sum.channelId)
    return {
      channelId: sum.channelId,
      name: channel?.name ?? null,
      isDeleted: !channel || channel.deletedAt !== null,
      figures: figuresOf(sum),
      before: then ? figuresOf(then) : null,
    }
  })
}

function most(peaks: readonly { viewers: number }[]): number {
  return peaks.reduce((highest, { viewers }) => Math.max(highest, viewers), 0)
}
