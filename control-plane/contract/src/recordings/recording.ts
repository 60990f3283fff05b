import { z } from 'zod'
import { Reason } from '../failure.ts'
import { ChannelId, Instant, RecordingId, Sha256, Slug } from '../ids.ts'

/** As many hours a recording is long at most, and a rolling one goes back. */
export const MOST_RECORDED_HOURS = 24

/** Recordings of a host, running, planned and kept: each is some 450 bytes of a report each second, which may have a megabyte. */
export const MOST_RECORDINGS = 500

/** Part of the addresses of a recording: whoever has it may play and download it, and nobody can guess it. */
export const RecordingKey = z.string().regex(/^[0-9a-f]{32}$/)

/**
 * What is wanted of a host for a recording: that nothing which the channel shows from `from` to `to` is
 * given up. It is a claim on what is kept, not a process.
 */
export const RecordingSpec = z.object({
  id: RecordingId,
  channelId: ChannelId,
  key: RecordingKey,
  from: Instant,
  /** Null while nobody has said when it ends. */
  to: Instant.nullable(),
  /** Only the newest so many seconds are wanted; null for all of it. */
  rollingSeconds: z.int().positive().nullable().default(null),
  /** A file is to be made of it once it is over. */
  isExported: z.boolean().default(false),
  /** What its channel is called in the bucket that the file is uploaded to; null where it stays on the host. */
  uploadedAs: Slug.nullable().default(null),
})
export type RecordingSpec = z.infer<typeof RecordingSpec>

/** What becomes of the file of a recording. */
export const ExportObservation = z.object({
  /** `waiting` for the end of the recording, or for the file of another. */
  state: z.enum(['waiting', 'writing', 'hashing', 'ready', 'failed']),
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  /** Of the file; null until it is there. */
  bytes: z.int().nonnegative().nullable(),
  sha256: Sha256.nullable(),
  /** Of what it plays. */
  seconds: z.number().nonnegative().nullable(),
  chapters: z.int().nonnegative().nullable(),
  /** Of what was recorded and is in another codec than the file; absent where nothing is left out. */
  leftOutSeconds: z.number().nonnegative().optional(),
  /** Why it fails; it is tried again. */
  reason: Reason.nullable(),
})
export type ExportObservation = z.infer<typeof ExportObservation>

/** What becomes of the copy of that file in the bucket. */
export const UploadObservation = z.object({
  /** `waiting` for the file, or for the upload of another. */
  state: z.enum(['waiting', 'uploading', 'done', 'failed']),
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  /** Of the object; null until it is there. */
  address: z.string().max(2000).nullable(),
  /** Why it fails; it is tried again. */
  reason: Reason.nullable(),
})
export type UploadObservation = z.infer<typeof UploadObservation>

/** What a host keeps of a recording. */
export const RecordingObservation = z.object({
  id: RecordingId,
  /** `waiting` for its begin; `lost` when it is over and nothing of it is there. */
  state: z.enum(['waiting', 'recording', 'kept', 'lost']),
  /** When what is kept begins and ends; null while there is nothing. */
  begin: Instant.nullable(),
  end: Instant.nullable(),
  seconds: z.number().nonnegative(),
  /** On the disk; what two recordings share is counted to both. */
  bytes: z.int().nonnegative(),
  /** Where runs or sources changed, or the slate came and went. */
  seams: z.int().nonnegative(),
  /** Times at which nothing could be kept, and how long they are together. */
  gaps: z.int().nonnegative(),
  missingSeconds: z.number().nonnegative(),
  /** Absent where no file is wanted. */
  file: ExportObservation.optional(),
  /** Absent where it is not to be uploaded. */
  upload: UploadObservation.optional(),
})
export type RecordingObservation = z.infer<typeof RecordingObservation>
