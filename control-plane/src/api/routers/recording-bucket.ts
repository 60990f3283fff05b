import {
  PutRecordingBucketInput,
  RecordingBucketTry,
  RecordingBucketView,
} from '@cashbacktv/contract'
import { putRecordingBucket } from '../../services/recording-bucket/put.ts'
import { getRecordingBucket } from '../../services/recording-bucket/read.ts'
import { tryRecordingBucket } from '../../services/recording-bucket/try.ts'
import { adminProcedure, router } from '../trpc.ts'

const tags = ['recordings']
const path = '/settings/recording-bucket'

export const recordingBucketRouter = router({
  get: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path,
        tags,
        summary: 'The bucket that files of recordings are uploaded to, without its secret',
      },
    })
    .output(RecordingBucketView)
    .query(({ ctx }) => getRecordingBucket(ctx)),
  put: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path,
        tags,
        summary: 'Change that bucket, or name none; what is left out stays',
      },
    })
    .input(PutRecordingBucketInput)
    .output(RecordingBucketView)
    .mutation(({ ctx, input }) => putRecordingBucket(ctx, input)),
  try: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}/try`,
        tags,
        summary: 'Put a small object into that bucket and delete it',
      },
    })
    .output(RecordingBucketTry)
    .mutation(({ ctx }) => tryRecordingBucket(ctx)),
})
