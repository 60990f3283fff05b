import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type RecordingId, UploadFile } from '@cashbacktv/contract'
import type { HostKeys } from '../files/host-keys.ts'
import { removeFile } from '../files/json-file.ts'
import { readSealed, writeSealed } from '../files/sealed-file.ts'

const PLACE = 'upload'

export type UploadStore = {
  all(): UploadFile[]
  get(id: RecordingId): UploadFile | undefined
  /** Whether it will be known after a restart as well. */
  put(upload: UploadFile): boolean
  drop(id: RecordingId): void
}

/** What was begun and done in buckets, a file each, sealed: the keys of the bucket are in it. */
export function openUploadStore(folder: string, keys: HostKeys): UploadStore {
  const known = new Map<RecordingId, UploadFile>()
  const fileOf = (id: RecordingId) => join(folder, `${id}.json`)
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.json')) continue
    const { read } = readSealed(join(folder, name), PLACE, UploadFile, keys)
    if (read.kind === 'ok') known.set(read.value.recordingId, read.value)
    else removeFile(join(folder, name))
  }
  return {
    all: () => [...known.values()],
    get: (id) => known.get(id),
    put(upload) {
      known.set(upload.recordingId, upload)
      try {
        writeSealed(fileOf(upload.recordingId), PLACE, upload, keys)
        return true
      } catch {
        return false
      }
    },
    drop(id) {
      known.delete(id)
      removeFile(fileOf(id))
    },
  }
}
