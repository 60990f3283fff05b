import {
  type ChannelId,
  type ChannelMetricsView,
  type ChannelObservation,
  ProcessMetrics,
} from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { requireChannel } from './read-channels.ts'

/** The last second of a channel's FFmpeg, as its host reported it; nulls while nothing runs. */
export async function channelMetrics(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<ChannelMetricsView> {
  const [row, reports] = await Promise.all([requireChannel(ctx.db, id), ctx.live.latestReports()])
  const report = row.hostId ? reports.get(row.hostId) : undefined
  const seen = report?.channels.find(({ channelId }) => channelId === id)
  return metricsView(id, report?.at ?? null, seen)
}

function metricsView(
  channelId: ChannelId,
  at: string | null,
  seen: ChannelObservation | undefined,
): ChannelMetricsView {
  const names = Object.keys(ProcessMetrics.shape) as (keyof ProcessMetrics)[]
  const process = Object.fromEntries(names.map((name) => [name, seen?.metrics?.[name] ?? null]))
  return {
    channelId,
    runId: seen?.run?.runId ?? null,
    at,
    ...(process as Omit<ChannelMetricsView, 'channelId' | 'runId' | 'at'>),
  }
}
