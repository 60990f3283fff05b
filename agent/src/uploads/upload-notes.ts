import type { Reason, RecordingBucket, RecordingId, UploadObservation } from '@cashbacktv/contract'

const WAITING: UploadObservation = { state: 'waiting', progress: 0, address: null, reason: null }

type Note = {
  observed: UploadObservation
  /** Milliseconds of the wall clock. */
  lookAt: number
  /** The bucket that this is of, in one text: with another one it is looked at at once. */
  of: string
}

/** What is known of uploads, and when each is to be looked at again. */
export type UploadNotes = {
  isDue(id: RecordingId, bucket: RecordingBucket | null, now: number): boolean
  waiting(id: RecordingId, bucket: RecordingBucket | null, lookAt: number): void
  uploading(id: RecordingId, bucket: RecordingBucket, progress: number): void
  done(id: RecordingId, bucket: RecordingBucket | null, address: string, lookAt: number): void
  failed(id: RecordingId, bucket: RecordingBucket | null, reason: Reason, lookAt: number): void
  keepOnly(ids: ReadonlySet<RecordingId>): void
  all(): ReadonlyMap<RecordingId, UploadObservation>
}

export function openUploadNotes(): UploadNotes {
  const notes = new Map<RecordingId, Note>()
  const put = (
    id: RecordingId,
    bucket: RecordingBucket | null,
    observed: UploadObservation,
    lookAt: number,
  ) => void notes.set(id, { observed, lookAt, of: JSON.stringify(bucket) })
  return {
    isDue(id, bucket, now) {
      const note = notes.get(id)
      return note === undefined || note.of !== JSON.stringify(bucket) || now >= note.lookAt
    },
    waiting: (id, bucket, lookAt) => put(id, bucket, WAITING, lookAt),
    uploading: (id, bucket, progress) =>
      put(id, bucket, { ...WAITING, state: 'uploading', progress }, 0),
    done: (id, bucket, address, lookAt) =>
      put(id, bucket, { ...WAITING, state: 'done', progress: 1, address }, lookAt),
    failed: (id, bucket, reason, lookAt) =>
      put(id, bucket, { ...WAITING, state: 'failed', reason }, lookAt),
    keepOnly(ids) {
      for (const id of notes.keys()) if (!ids.has(id)) notes.delete(id)
    },
    all: () => new Map([...notes].map(([id, { observed }]) => [id, observed])),
  }
}
