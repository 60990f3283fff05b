import {
  ChannelId,
  ChannelLogs,
  ChannelMetricsView,
  EventView,
  ListChannelEventsInput,
  ListTimelineInput,
  QualityMeasurement,
  ReadLogsInput,
  Timeline,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { channelCommand, channelLogs } from '../../services/channels/ask-channel.ts'
import { measureQuality } from '../../services/channels/measure-quality.ts'
import { channelMetrics } from '../../services/channels/metrics.ts'
import { listEvents } from '../../services/events/list.ts'
import { channelTimeline } from '../../services/events/timeline.ts'
import { timelineEntry } from '../../services/events/timeline-entry.ts'
import { operatorProcedure, viewerProcedure } from '../trpc.ts'

const tags = ['channels']
const reach = { channels: ['id'] }
const viewChannel = viewerProcedure.meta({ reach })
const changeChannel = operatorProcedure.meta({ reach })
const ById = z.strictObject({ id: ChannelId })

/** What a channel does and has done, as its page shows it. */
export const channelLooks = {
  metrics: viewChannel
    .meta({
      openapi: {
        method: 'GET',
        path: '/channels/{id}/metrics',
        tags,
        summary: 'The last second of its FFmpeg',
      },
    })
    .input(ById)
    .output(ChannelMetricsView)
    .query(({ ctx, input }) => channelMetrics(ctx, input)),
  logs: viewChannel
    .meta({
      openapi: {
        method: 'GET',
        path: '/channels/{id}/logs',
        tags,
        summary: 'The last lines of the log of a run of FFmpeg, and which runs have one',
      },
    })
    .input(ReadLogsInput)
    .output(ChannelLogs)
    .query(({ ctx, input }) => channelLogs(ctx, input)),
  command: viewChannel
    .input(ById)
    .output(z.object({ command: z.string().nullable() }))
    .query(({ ctx, input }) => channelCommand(ctx, input)),
  measureQuality: changeChannel
    .meta({
      openapi: {
        method: 'POST',
        path: '/channels/{id}/quality',
        tags,
        summary: 'Measure now how like its original the picture is encoded; takes up to 50 s',
      },
    })
    .input(ById)
    .output(QualityMeasurement)
    .mutation(({ ctx, input }) => measureQuality(ctx, input)),
  events: viewChannel
    .input(ListChannelEventsInput)
    .output(z.object({ items: z.array(EventView) }))
    .query(async ({ ctx, input: { id, limit } }) => ({
      items: await listEvents(ctx, { channelId: id, limit }),
    })),
  timeline: viewChannel
    .meta({
      openapi: {
        method: 'GET',
        path: '/channels/{id}/timeline',
        tags,
        summary: 'What happened to it and who acted, newest first',
      },
    })
    .input(ListTimelineInput)
    .output(Timeline)
    .query(({ ctx, input }) => channelTimeline(ctx, input)),
  timelineEntry: viewChannel
    .meta({
      openapi: {
        method: 'GET',
        path: '/channels/{id}/timeline/{entryId}',
        tags,
        summary: 'One entry whole, with its log and its command',
      },
    })
    .input(z.strictObject({ id: ChannelId, entryId: z.uuid() }))
    .output(EventView)
    .query(({ ctx, input }) => timelineEntry(ctx, input)),
}
