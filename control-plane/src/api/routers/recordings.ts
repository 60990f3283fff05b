import {
  CreateRecordingInput,
  CreateRecordingPlanInput,
  ListRecordingsInput,
  RecordingId,
  RecordingPlanView,
  RecordingView,
} from '@cashbacktv/contract'
import { z } from 'zod'
import {
  deleteRecording,
  exportRecording,
  stopRecording,
  uploadRecording,
} from '../../services/recordings/change.ts'
import { createRecording } from '../../services/recordings/create.ts'
import { createPlan, deletePlan, listPlans } from '../../services/recordings/plans.ts'
import { getRecording, listRecordings } from '../../services/recordings/read-recordings.ts'
import { operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['recordings']
const reach = { channels: ['channelId'] }
const path = '/recordings'
const ById = z.strictObject({ id: RecordingId })

export const recordingsRouter = router({
  list: viewerProcedure
    .meta({
      reach,
      openapi: { method: 'GET', path, tags, summary: 'Recordings, of all channels or of one' },
    })
    .input(ListRecordingsInput)
    .output(z.object({ items: z.array(RecordingView) }))
    .query(({ ctx, input }) => listRecordings(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: `${path}/{id}`, tags, summary: 'A recording' } })
    .input(ById)
    .output(RecordingView)
    .query(({ ctx, input }) => getRecording(ctx, input)),
  create: operatorProcedure
    .meta({
      reach,
      openapi: {
        method: 'POST',
        path,
        tags,
        summary: 'Record a channel: from now on, later, or of what its host still has',
      },
      success: 201,
    })
    .input(CreateRecordingInput)
    .output(RecordingView)
    .mutation(({ ctx, input }) => createRecording(ctx, input)),
  stop: operatorProcedure
    .meta({
      openapi: { method: 'POST', path: `${path}/{id}/stop`, tags, summary: 'Stop a recording' },
    })
    .input(ById)
    .output(RecordingView)
    .mutation(({ ctx, input }) => stopRecording(ctx, input)),
  export: operatorProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}/{id}/export`,
        tags,
        summary: 'Have a file made of a recording',
      },
    })
    .input(ById)
    .output(RecordingView)
    .mutation(({ ctx, input }) => exportRecording(ctx, input)),
  upload: operatorProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}/{id}/upload`,
        tags,
        summary: 'Have the file of a recording uploaded to the bucket',
      },
    })
    .input(ById)
    .output(RecordingView)
    .mutation(({ ctx, input }) => uploadRecording(ctx, input)),
  delete: operatorProcedure
    .meta({
      openapi: { method: 'DELETE', path: `${path}/{id}`, tags, summary: 'Delete a recording' },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(({ ctx, input }) => deleteRecording(ctx, input)),
  plans: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: `${path}-weekly`,
        tags,
        summary: 'What is recorded every week',
      },
    })
    .output(z.object({ items: z.array(RecordingPlanView) }))
    .query(({ ctx }) => listPlans(ctx)),
  plan: operatorProcedure
    .meta({
      reach,
      openapi: { method: 'POST', path: `${path}-weekly`, tags, summary: 'Record every week' },
      success: 201,
    })
    .input(CreateRecordingPlanInput)
    .output(RecordingPlanView)
    .mutation(({ ctx, input }) => createPlan(ctx, input)),
  unplan: operatorProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: `${path}-weekly/{id}`,
        tags,
        summary: 'Record no more every week; what has begun stays',
      },
      success: 204,
    })
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(({ ctx, input }) => deletePlan(ctx, input)),
})
