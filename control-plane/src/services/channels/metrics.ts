import {
  type ChannelId,
  type ChannelMetricsView,
  type ChannelObservation,
  ProcessMetrics,
} from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { hostOf, observationOf } from '../../domain/fleet/live-state.ts'
import { requireChannel } from './read-channels.ts'

/** The last second of a channel's FFmpeg, as its host reported it; nulls while nothing runs. */
export async function channelMetrics(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<ChannelMetricsView> {
  const row = await requireChannel(ctx.db, id)
  const { state } = await ctx.view.fresh([row.hostId])
  const at = hostOf(state, row)?.report?.at ?? null
  return metricsView(id, at, observationOf(state, row))
}

function metricsView(
  channelId: ChannelId,
  at: string | null,
  seen: ChannelObservation | null,
): ChannelMetricsView {
  const names = Object.keys(ProcessMetrics.shape) as (keyof ProcessMetrics)[]
  const process = Object.fromEntries(names.map((name) => [name, seen?.metrics?.[name] ?? null]))
  return {
    channelId,
    runId: seen?.run?.runId ?? null,
    at,
    ...(process as Omit<
      ChannelMetricsView,
      'channelId' | 'runId' | 'at' | 'input' | 'content' | 'quality'
    >),
    input: seen?.input ?? null,
    content: seen?.content ?? null,
    quality: seen?.quality ?? null,
  }
}
