import {
  CreateRecordingInput,
  ListRecordingsInput,
  RecordingId,
  RecordingView,
} from '@cashbacktv/contract'
import { z } from 'zod'
import {
  deleteRecording,
  exportRecording,
  stopRecording,
} from '../../services/recordings/change.ts'
import { createRecording } from '../../services/recordings/create.ts'
import { getRecording, listRecordings } from '../../services/recordings/read-recordings.ts'
import { operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['recordings']
const path = '/recordings'
const ById = z.strictObject({ id: RecordingId })

export const recordingsRouter = router({
  list: viewerProcedure
    .meta({
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
      openapi: {
        ...{ method: 'POST', path, tags },
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
        ...{ method: 'POST', path: `${path}/{id}/export`, tags },
        summary: 'Have a file made of a recording',
      },
    })
    .input(ById)
    .output(RecordingView)
    .mutation(({ ctx, input }) => exportRecording(ctx, input)),
  delete: operatorProcedure
    .meta({
      openapi: { method: 'DELETE', path: `${path}/{id}`, tags, summary: 'Delete a recording' },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(({ ctx, input }) => deleteRecording(ctx, input)),
})
