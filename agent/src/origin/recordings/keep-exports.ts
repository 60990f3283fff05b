import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  type AudioOnAir,
  type ExportObservation,
  RecordedFile,
  type RecordingSpec,
  reasonOf,
} from '@cashbacktv/contract'
import PQueue from 'p-queue'
import { errnoOf } from '../../domain/failures/errno-of.ts'
import { readJson } from '../../files/json-file.ts'
import { RECORDINGS, recordingFolder } from '../../files/recording-folder.ts'
import { LONGEST_SLOT_MS } from '../domain/dvr/pins.ts'
import { isComplete, mayLag, reachesEnd } from '../domain/recordings/recorded-slots.ts'
import type { Archives } from '../dvr/archives.ts'
import type { DvrDisk } from '../dvr/dvr-disk.ts'
import type { OriginLog } from '../ports.ts'
import { ExportFailure, writeExport } from './write-export.ts'

export type Exports = {
  /** Begins what is due and calls off what nobody wants any more. */
  look(specs: readonly RecordingSpec[], now: number): void
  of(spec: RecordingSpec): ExportObservation | null
  /** Takes away what was made of recordings that are no more. */
  tidy(specs: readonly RecordingSpec[]): void
  /** Ends what is being made, half of which is removed, and makes no more. */
  close(): Promise<void>
}

type Options = {
  archives: Archives
  disk: Pick<DvrDisk, 'folderOf' | 'hasRoomFor'>
  /** What is said of the audio of a channel. */
  audioOf(channelId: string): AudioOnAir
  /** More of the channel may come. */
  isOnAir(channelId: string): boolean
  log: OriginLog
}

type Job = { observed: ExportObservation; retryAt: number; calledOff: AbortController | null }

const RETRY_AFTER_MS = 600_000
const WAITING: ExportObservation = {
  state: 'waiting',
  progress: 0,
  bytes: null,
  sha256: null,
  seconds: null,
  chapters: null,
  reason: null,
}

/** Files of recordings, made one at a time: there is always somebody on air who needs the disk more. */
export function keepExports(options: Options): Exports {
  const { archives, disk, audioOf, log } = options
  const queue = new PQueue({ concurrency: 1 })
  const jobs = new Map<string, Job>()
  let isClosed = false

  function found(spec: RecordingSpec): Job {
    const { facts } = recordingFolder(disk.folderOf(spec.channelId), spec)
    const read = readJson(facts, RecordedFile)
    const observed = read.kind === 'ok' ? ready(read.value) : WAITING
    return { observed, retryAt: 0, calledOff: null }
  }

  async function make(spec: RecordingSpec, job: Job, calledOff: AbortController): Promise<void> {
    if (calledOff.signal.aborted) return
    const archive = archives.of(spec.channelId)
    try {
      const made = await writeExport({
        spec,
        archive,
        disk,
        audio: audioOf(spec.channelId),
        signal: calledOff.signal,
        onProgress(state, progress) {
          job.observed = { ...WAITING, state, progress }
        },
      })
      job.observed = ready(made)
      const { bytes, leftOutSeconds } = made
      log.info({ recording: spec.id, bytes, leftOutSeconds }, 'The file of a recording is there')
    } catch (error) {
      if (calledOff.signal.aborted) return
      job.observed = { ...WAITING, state: 'failed', reason: reasonFor(error) }
      job.retryAt = Date.now() + RETRY_AFTER_MS
      log.warn({ recording: spec.id, why: String(error) }, 'The file of a recording was not made')
    } finally {
      job.calledOff = null
    }
  }

  function begin(spec: RecordingSpec, now: number): void {
    const job = jobs.get(spec.id) ?? found(spec)
    jobs.set(spec.id, job)
    const isDue = job.observed.state === 'waiting' || job.observed.state === 'failed'
    if (!isDue || job.calledOff !== null || isClosed) return
    if (now < job.retryAt || !isComplete(spec, now) || isAwaited(options, spec, now)) return
    const calledOff = new AbortController()
    job.calledOff = calledOff
    void queue.add(() => make(spec, job, calledOff))
  }

  return {
    look(specs, now) {
      const wanted = specs.filter(({ isExported }) => isExported)
      for (const spec of wanted) begin(spec, now)
      const ids = new Set<string>(wanted.map(({ id }) => id))
      for (const [id, { calledOff }] of jobs) {
        if (ids.has(id)) continue
        calledOff?.abort()
        jobs.delete(id)
      }
    },
    of: (spec) => (spec.isExported ? (jobs.get(spec.id)?.observed ?? WAITING) : null),
    tidy(specs) {
      const wanted = new Set<string>(specs.map(({ id }) => id))
      for (const channelId of archives.all().keys()) {
        removeOthers(join(disk.folderOf(channelId), RECORDINGS), wanted)
      }
    },
    async close() {
      isClosed = true
      queue.clear()
      for (const { calledOff } of jobs.values()) calledOff?.abort()
      await queue.onIdle()
    },
  }
}

/** Its last slots are not there yet. */
function isAwaited({ archives, isOnAir }: Options, spec: RecordingSpec, now: number): boolean {
  if (spec.to === null || !mayLag(spec, now) || !isOnAir(spec.channelId)) return false
  const archive = archives.of(spec.channelId)
  // From a slot before on: the last one may begin in an hour that ends with the recording.
  const span = { from: Date.parse(spec.to) - LONGEST_SLOT_MS, to: Number.POSITIVE_INFINITY }
  return !archive.hoursOf(span).some((hour) => reachesEnd(spec, archive.ofHour(hour)))
}

function ready({ begin: _begin, ...told }: RecordedFile): ExportObservation {
  return { state: 'ready', progress: 1, ...told, reason: null }
}

function reasonFor(error: unknown) {
  if (error instanceof ExportFailure) return error.reason
  return reasonOf('resource', 'recording-not-written', { detail: errnoOf(error) })
}

function removeOthers(folder: string, wanted: ReadonlySet<string>): void {
  try {
    const names = readdirSync(folder)
    for (const name of names) {
      if (!wanted.has(name)) rmSync(join(folder, name), { recursive: true, force: true })
    }
    if (!names.some((name) => wanted.has(name))) rmdirSync(folder)
  } catch {
    // There is none, or it is written into just now: the next look tries again.
  }
}
