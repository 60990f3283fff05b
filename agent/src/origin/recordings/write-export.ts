import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import {
  type AudioOnAir,
  type Reason,
  RecordedFile,
  type RecordingSpec,
  reasonOf,
  Sha256,
} from '@cashbacktv/contract'
import type { Files } from '../../domain/confinement/files.ts'
import { writeDurably } from '../../files/json-file.ts'
import { recordingFolder } from '../../files/recording-folder.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { type DvrSlot, inOrder } from '../domain/dvr/dvr-slot.ts'
import { chaptersOf, chaptersText, titleOf } from '../domain/recordings/chapters.ts'
import {
  EXPORT_INDEX,
  exportArguments,
  exportable,
  exportedSeconds,
  exportPlaylists,
} from '../domain/recordings/export-plan.ts'
import { ofOneCodec } from '../domain/recordings/one-codec.ts'
import { recorded, renumbered, spanOf } from '../domain/recordings/recorded-slots.ts'
import type { Archive } from '../dvr/archive.ts'
import type { DvrDisk } from '../dvr/dvr-disk.ts'
import { readCodecs } from './read-codecs.ts'

/** A day of pictures is copied within minutes, also beside a full host. */
const LIMITS = { timeoutMs: 6 * 3_600_000, maxBytes: 1 << 25 }

export type ExportJob = {
  spec: RecordingSpec
  archive: Archive
  disk: Pick<DvrDisk, 'folderOf' | 'hasRoomFor'>
  /** What is said of the audio of its channel. */
  audio: AudioOnAir
  signal: AbortSignal
  /** 0 to 1, and what is being done. */
  onProgress(state: 'writing' | 'hashing', progress: number): void
}

/** Why it cannot be made; it is thrown. */
export class ExportFailure extends Error {
  readonly reason: Reason
  constructor(reason: Reason) {
    super(reason.message)
    this.reason = reason
  }
}

/**
 * Puts a recording into one file: whole, with its checksum beside it, or not at all. What an origin
 * that was killed has left half done is thrown away and made anew, so that it may be called again at
 * any time. @throws ExportFailure
 */
export async function writeExport(job: ExportJob): Promise<RecordedFile> {
  const { spec, disk, signal } = job
  const channelFolder = disk.folderOf(spec.channelId)
  const { work, file, facts } = recordingFolder(channelFolder, spec)
  rmSync(work, { recursive: true, force: true })
  const there = exportable(renumbered(await gather(job)))
  const codecs = await readCodecs(channelFolder, there, signal)
  const { slots, codec, leftOutSeconds } = ofOneCodec(there, codecs)
  const [first] = slots
  if (first === undefined) throw new ExportFailure(reasonOf('resource', 'recording-empty'))
  const needed = slots.reduce((all, { bytes = 0 }) => all + bytes, 0)
  if (!disk.hasRoomFor(needed)) throw new ExportFailure(reasonOf('resource', 'recording-no-room'))
  mkdirSync(work, { recursive: true })
  try {
    for (const [name, text] of exportPlaylists(slots, channelFolder, job.audio)) {
      writeFileSync(join(work, name), text)
    }
    const chapters = chaptersOf(slots)
    const chaptersFile = join(work, 'chapters.txt')
    writeFileSync(chaptersFile, chaptersText(chapters, titleOf(first.programDateTime)))
    const seconds = slots.reduce((all, { durationSeconds }) => all + durationSeconds, 0)
    const output = join(work, 'recording.mp4')
    const isHevc = codec === 'hevc'
    const files = { index: join(work, EXPORT_INDEX), chapters: chaptersFile, output, isHevc }
    const opened = { reads: [channelFolder], writes: [work] }
    await copy(job, { args: exportArguments(files), files: opened, seconds, needed })
    signal.throwIfAborted()
    const sha256 = await hash(job, output)
    renameSync(output, file)
    const { size: bytes } = statSync(file)
    const made: RecordedFile = {
      sha256,
      bytes,
      seconds: toMilliseconds(seconds),
      chapters: chapters.length,
      begin: first.programDateTime,
      ...(leftOutSeconds > 0 ? { leftOutSeconds: toMilliseconds(leftOutSeconds) } : {}),
    }
    writeDurably(facts, JSON.stringify(RecordedFile.parse(made)), 0o640)
    return made
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

/** `seconds` of media, and at least so many bytes of the disk. */
type Copying = { args: readonly string[]; files: Files; seconds: number; needed: number }

/** An hour at a time, between which what is live is published. */
async function gather({ spec, archive, signal }: ExportJob): Promise<DvrSlot[]> {
  const span = spanOf(spec, Date.now())
  const slots: DvrSlot[] = []
  for (const hour of archive.hoursOf(span)) {
    signal.throwIfAborted()
    slots.push(...recorded(archive.ofHour(hour, false), span))
    await breathe()
  }
  return inOrder(slots)
}

async function copy(
  { signal, onProgress }: ExportJob,
  { args, files, seconds, needed }: Copying,
): Promise<void> {
  onProgress('writing', 0)
  const { code, stderr } = await runToEnd('nice', ['-n', '19', 'ffmpeg', ...args], {
    ...LIMITS,
    signal,
    files,
    isBoundToUs: true,
    // The tables of a file are some percent of it at most.
    mostFileBytes: Math.ceil(needed * 1.2) + (1 << 28),
    enough(chunk) {
      const at = exportedSeconds(chunk.toString('utf8'))
      if (at !== null) onProgress('writing', Math.min(1, at / seconds))
      return false
    },
  })
  if (code === 0) return
  signal.throwIfAborted()
  const detail = stderr.trim().split('\n').at(-1)?.slice(0, 300) || 'FFmpeg'
  throw new ExportFailure(reasonOf('encoding', 'recording-not-written', { detail }))
}

/** By a program of its own: many gigabytes would take the time in which the live playlists are written. */
async function hash({ signal, onProgress }: ExportJob, path: string): Promise<Sha256> {
  onProgress('hashing', 1)
  const words = ['-n', '19', 'sha256sum', '--', path]
  const { stdout, stderr } = await runToEnd('nice', words, { ...LIMITS, isTool: true, signal })
  signal.throwIfAborted()
  const read = Sha256.safeParse(stdout.toString('utf8').slice(0, 64))
  if (read.success) return read.data
  const detail = stderr.trim().slice(0, 300) || 'sha256sum'
  throw new ExportFailure(reasonOf('resource', 'recording-not-written', { detail }))
}
