import {
  ActivityList,
  Analytics,
  AnalyticsInput,
  History,
  HistoryInput,
  ListActivityInput,
  ProcessList,
  StreamList,
  SystemView,
} from '@cashbacktv/contract'
import { readAnalytics } from '../../services/analytics/read-analytics.ts'
import { listActivity } from '../../services/monitoring/activity.ts'
import { processList } from '../../services/monitoring/processes.ts'
import { readHistory } from '../../services/monitoring/read-history.ts'
import { streamList } from '../../services/monitoring/streams.ts'
import { systemView } from '../../services/monitoring/system.ts'
import { router, viewerProcedure } from '../trpc.ts'

const tags = ['monitoring']

export const monitoringRouter = router({
  system: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/monitoring/system',
        tags,
        summary: 'Every host in its last second',
      },
    })
    .output(SystemView)
    .query(({ ctx }) => systemView(ctx)),
  processes: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/monitoring/processes',
        tags,
        summary: 'Every FFmpeg in its last second',
      },
    })
    .output(ProcessList)
    .query(({ ctx }) => processList(ctx)),
  streams: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/monitoring/streams',
        tags,
        summary: 'What viewers get of every channel',
      },
    })
    .output(StreamList)
    .query(({ ctx }) => streamList(ctx)),
  history: viewerProcedure
    .meta({ reach: { channels: ['channelId'] } })
    .meta({
      openapi: {
        method: 'GET',
        path: '/monitoring/history',
        tags,
        summary:
          'Figures of the last 5 minutes, hour, day, week or month of a channel, a host or all',
      },
    })
    .input(HistoryInput)
    .output(History)
    .query(({ ctx, input }) => readHistory(ctx, input)),
  analytics: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/monitoring/analytics',
        tags,
        summary: 'What channels came to in some time, compared with the time before',
      },
    })
    .input(AnalyticsInput.prefault({}))
    .output(Analytics)
    .query(({ ctx, input }) => readAnalytics(ctx, input)),
  activity: viewerProcedure
    .meta({ reach: { channels: ['channelId'] } })
    .meta({
      openapi: {
        method: 'GET',
        path: '/monitoring/activity',
        tags,
        summary: 'What happened anywhere and who acted, newest first',
      },
    })
    .input(ListActivityInput.prefault({}))
    .output(ActivityList)
    .query(({ ctx, input }) => listActivity(ctx, input)),
})
