import { z } from 'zod'
import { RecordingId, Sha256 } from '../ids.ts'
import { RecordingBucket } from '../recordings/recording-bucket.ts'

/**
 * `<state>/uploads/<recordingId>.json`, sealed: what was begun in the bucket, and with what it is gone
 * on with or given up, also when another bucket is set up meanwhile.
 */
export const UploadFile = z.object({
  recordingId: RecordingId,
  bucket: RecordingBucket,
  /** Of the file: another one is uploaded anew. */
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  /** Name of the object. */
  key: z.string().max(1024),
  /** Of the multipart upload; null once the object is there. */
  uploadId: z.string().max(2000).nullable(),
})
export type UploadFile = z.infer<typeof UploadFile>
