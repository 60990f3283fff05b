import type {
  DesiredState,
  RecordingBucket,
  RecordingId,
  RecordingSpec,
  UploadFile,
  UploadObservation,
} from '@cashbacktv/contract'
import { fateOf } from '../domain/uploads/upload-plan.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { HostKeys } from '../files/host-keys.ts'
import { dueUpload } from './due-upload.ts'
import { openUploadNotes } from './upload-notes.ts'
import { giveUpload, type UploadPorts, uploadRecording } from './upload-recording.ts'
import { openUploadStore } from './upload-store.ts'

export type Uploads = {
  /** Once a second: begins what is due, and ends what nobody wants any more. */
  look(): void
  observed(): ReadonlyMap<RecordingId, UploadObservation>
  /** What is being uploaded ends; it is gone on with by the next. */
  close(): Promise<void>
}

type UploadsContext = Pick<UploadPorts, 'allowCidrs' | 'log'> & {
  paths: Pick<AgentPaths, 'uploads'>
  hostKeys: HostKeys
  /** Where the origin of this host keeps what is recorded. */
  dvrDir: string
  snapshots: { current(): DesiredState | null }
}

type Running = {
  id: RecordingId
  /** Null while something is given up, which is not called off. */
  bucket: RecordingBucket | null
  calledOff: AbortController
  ended: Promise<void>
}

/**
 * Copies files of recordings to the bucket that is set up, one at a time: what viewers are sent comes
 * first. The supervisor does it, and not the origin: it alone knows the keys of the bucket.
 */
export function keepUploads(context: UploadsContext): Uploads {
  const { paths, hostKeys, dvrDir, snapshots } = context
  const store = openUploadStore(paths.uploads, hostKeys)
  const notes = openUploadNotes()
  const ports = { ...context, store, notes, dvrDir }
  /** When the bucket is asked again to forget what it did not hear of. */
  const giveUpAt = new Map<RecordingId, number>()
  let running: Running | null = null
  let isClosed = false

  function look(): void {
    const desired = snapshots.current()
    if (desired === null || isClosed) return
    const { recordings, recordingBucket: bucket } = desired
    const wanted = recordings.filter(({ uploadedAs }) => uploadedAs !== null)
    const ids = new Set(wanted.map(({ id }) => id))
    notes.keepOnly(ids)
    if (running !== null && !isWanted(running, ids, bucket)) running.calledOff.abort()
    for (const known of store.all()) settle(known, desired)
    for (const spec of wanted) upload(spec, bucket)
  }

  function upload(spec: RecordingSpec, bucket: RecordingBucket | null): void {
    if (running?.id === spec.id) return
    const due = dueUpload(ports, spec, bucket)
    if (due === null || isBusy()) return
    const known = store.get(spec.id)
    // The file was made anew: what was begun is of another one.
    if (known && known.uploadId !== null && known.sha256 !== due.file.sha256) giveUp(known)
    else run(spec.id, due.bucket, (signal) => uploadRecording(ports, due, signal))
  }

  const isBusy = () => running !== null

  /** Of what is being uploaded nothing is forgotten before that has ended. */
  function settle(known: UploadFile, desired: DesiredState): void {
    if (isBusy()) return
    const fate = fateOf(known, desired)
    if (fate === 'forget') store.drop(known.recordingId)
    if (fate === 'give-up') giveUp(known)
  }

  function giveUp(known: UploadFile): void {
    const { recordingId: id } = known
    if (Date.now() < (giveUpAt.get(id) ?? 0)) return
    run(id, null, async (signal) => {
      const again = await giveUpload(ports, known, signal)
      if (again === null) giveUpAt.delete(id)
      else giveUpAt.set(id, again)
    })
  }

  function run(
    id: RecordingId,
    bucket: RecordingBucket | null,
    act: (signal: AbortSignal) => Promise<void>,
  ): void {
    const calledOff = new AbortController()
    const ended = act(calledOff.signal).finally(() => {
      running = null
    })
    running = { id, bucket, calledOff, ended }
  }

  return {
    look,
    observed: notes.all,
    async close() {
      isClosed = true
      running?.calledOff.abort()
      await running?.ended
    },
  }
}

function isWanted(
  { id, bucket }: Running,
  ids: ReadonlySet<RecordingId>,
  now: RecordingBucket | null,
): boolean {
  return bucket === null || (ids.has(id) && JSON.stringify(bucket) === JSON.stringify(now))
}
