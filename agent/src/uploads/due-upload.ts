import { join } from 'node:path'
import {
  RecordedFile,
  type RecordingBucket,
  type RecordingSpec,
  reasonOf,
} from '@cashbacktv/contract'
import { objectAddress } from '@cashbacktv/contract/s3-request'
import { readJson } from '../files/json-file.ts'
import { recordingFolder } from '../files/recording-folder.ts'
import type { UploadNotes } from './upload-notes.ts'
import type { UploadStore } from './upload-store.ts'

export type DueUpload = {
  spec: RecordingSpec
  file: RecordedFile
  /** Of the file, on this host. */
  path: string
  bucket: RecordingBucket
}

/** A file that is not there yet, or waits for another, is looked for that often. */
const LOOK_EVERY_MS = 2000
/** What is in the bucket stays so, unless the file is made anew. */
const DONE_EVERY_MS = 60_000

/** Looks whether the file of a recording is there and has yet to be uploaded. What it sees otherwise is noted. */
export function dueUpload(
  { dvrDir, store, notes }: { dvrDir: string; store: UploadStore; notes: UploadNotes },
  spec: RecordingSpec,
  bucket: RecordingBucket | null,
): DueUpload | null {
  const now = Date.now()
  if (!notes.isDue(spec.id, bucket, now)) return null
  const again = now + LOOK_EVERY_MS
  const { file: path, facts } = recordingFolder(join(dvrDir, spec.channelId), spec)
  const read = readJson(facts, RecordedFile)
  const file = read.kind === 'ok' ? read.value : null
  const known = store.get(spec.id)
  if (known?.uploadId === null && (file === null || file.sha256 === known.sha256)) {
    notes.done(spec.id, bucket, objectAddress(known.bucket, known.key), now + DONE_EVERY_MS)
  } else if (file === null) {
    notes.waiting(spec.id, bucket, again)
  } else if (bucket === null) {
    notes.failed(spec.id, bucket, reasonOf('fatal', 'bucket-none'), again)
  } else {
    notes.waiting(spec.id, bucket, again)
    return { spec, file, path, bucket }
  }
  return null
}
