import { inEnglish, type Reason, type UploadFile } from '@cashbacktv/contract'
import { objectNames, partBytesOf } from '../domain/uploads/upload-plan.ts'
import type { Begun, UploadTask, UploadWord } from '../domain/uploads/upload-words.ts'
import type { Log } from '../ports.ts'
import type { DueUpload } from './due-upload.ts'
import { runUpload, type UploadEnd } from './run-upload.ts'
import type { UploadNotes } from './upload-notes.ts'
import type { UploadStore } from './upload-store.ts'

export type UploadPorts = {
  store: UploadStore
  notes: UploadNotes
  allowCidrs(): readonly string[]
  log: Log
}

const RETRY_AFTER_MS = 600_000
/** After a program that was killed, which says nothing of the bucket. */
const BROKEN_RETRY_MS = 5000

/** Copies one file to the bucket, from where it was ended before, and notes what comes of it. */
export async function uploadRecording(
  { store, notes, allowCidrs, log }: UploadPorts,
  { spec, file, path, bucket }: DueUpload,
  signal: AbortSignal,
): Promise<void> {
  const { id } = spec
  const { sha256, bytes, begin } = file
  const begun = begunOf(store.get(id))
  const task: UploadTask = {
    act: 'upload',
    bucket,
    recordingId: id,
    path,
    bytes,
    sha256,
    begun,
    partBytes: partBytesOf(bytes),
    names: objectNames({ bucket, slug: spec.uploadedAs ?? '', begin, id }),
  }
  function keep(key: string, uploadId: string | null): void {
    if (store.put({ recordingId: id, bucket, sha256, bytes, key, uploadId })) return
    log.warn({ recording: id }, 'What is uploaded of a recording cannot be written down')
  }
  function onWord(word: Exclude<UploadWord, { kind: 'failed' }>): void {
    if (word.kind === 'begun') keep(word.key, word.uploadId)
    else if (word.kind === 'done') keep(word.key, null)
    else notes.uploading(id, bucket, bytes === 0 ? 1 : Math.min(1, word.bytes / bytes))
  }
  notes.uploading(id, bucket, 0)
  // Its keys may be others by now.
  if (begun !== null) keep(begun.key, begun.uploadId)
  const end = await runUpload({ task, allowCidrs: allowCidrs(), signal, onWord })
  if (signal.aborted || end.kind === 'done') notes.waiting(id, bucket, 0)
  else notes.failed(id, bucket, reasonFor(end), Date.now() + waitAfter(end))
  if (signal.aborted) return
  log.info({ recording: id, ...outcomeOf(end) }, 'An upload of a recording has ended')
}

/** Takes what is not whole out of its bucket. When that is to be tried again; null: no more. */
export async function giveUpload(
  { store, allowCidrs, log }: UploadPorts,
  known: UploadFile,
  signal: AbortSignal,
): Promise<number | null> {
  const begun = begunOf(known)
  if (begun === null) return null
  const { recordingId: id, bucket } = known
  const task: UploadTask = { act: 'abort', bucket, begun }
  const end = await runUpload({ task, allowCidrs: allowCidrs(), signal, onWord: () => undefined })
  if (signal.aborted) return 0
  log.info({ recording: id, ...outcomeOf(end) }, 'An upload of a recording was given up')
  // A bucket that does not know us any more is not asked again; one that is away may come back.
  const isHeard = end.kind === 'done' || (end.kind === 'failed' && 'status' in end.failure)
  if (!isHeard) return Date.now() + waitAfter(end)
  store.drop(id)
  return null
}

function begunOf(known: UploadFile | undefined): Begun | null {
  if (known === undefined || known.uploadId === null) return null
  return { key: known.key, uploadId: known.uploadId }
}

function reasonFor({ said }: Exclude<UploadEnd, { kind: 'done' }>): Reason {
  return { class: 'network', ...said, message: inEnglish(said) }
}

const waitAfter = ({ kind }: UploadEnd) => (kind === 'broken' ? BROKEN_RETRY_MS : RETRY_AFTER_MS)

/** For the log: nothing of the keys is in it. */
function outcomeOf(end: UploadEnd): { done: true } | { why: string } {
  return end.kind === 'done' ? { done: true } : { why: inEnglish(end.said) }
}
