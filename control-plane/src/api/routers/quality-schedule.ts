import { PutQualityScheduleInput, QualitySchedule } from '@cashbacktv/contract'
import { putQualitySchedule } from '../../services/quality/put-schedule.ts'
import { readQualitySchedule } from '../../services/quality/read-schedule.ts'
import { adminProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['settings']
const path = '/settings/quality'

export const qualityScheduleRouter = router({
  get: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path,
        tags,
        summary: 'When the quality of channels is measured by itself',
      },
    })
    .output(QualitySchedule)
    .query(({ ctx }) => readQualitySchedule(ctx.db)),
  put: adminProcedure
    .meta({ openapi: { method: 'PUT', path, tags, summary: 'Change it; what is left out stays' } })
    .input(PutQualityScheduleInput)
    .output(QualitySchedule)
    .mutation(({ ctx, input }) => putQualitySchedule(ctx, input)),
})
