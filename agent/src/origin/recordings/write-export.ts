import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
  languagesOf,
  placed,
  secondsOf,
  stretchArguments,
  stretchedPlaylist,
} from '../domain/recordings/export-plan.ts'
import { ofOneAudio } from '../domain/recordings/one-audio.ts'
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
  const { slots, codec, leftOutSeconds } = ofOneCodec(
    there,
    codecs.map(({ video }) => video),
  )
  const [first] = slots
  if (first === undefined) throw new ExportFailure(reasonOf('resource', 'recording-empty'))
  const heard = new Map(there.map(({ path }, at) => [path, codecs[at]?.audio ?? null]))
  const stretches = ofOneAudio(
    slots,
    slots.map(({ path }) => heard.get(path) ?? null),
  )
  const parts = placed(stretches ?? [], (number) => join(work, `${number}.ts`))
  const anew = parts.flatMap(({ file, slots: own }) => (file === null ? [] : own))
  const needed = bytesOf(slots)
  if (!disk.hasRoomFor(needed + bytesOf(anew))) {
    throw new ExportFailure(reasonOf('resource', 'recording-no-room'))
  }
  mkdirSync(work, { recursive: true })
  try {
    const opened = { reads: [channelFolder], writes: [work] }
    const seconds = secondsOf(slots)
    const media = { done: 0, all: seconds + secondsOf(anew) }
    for (const part of parts) {
      if (part.file === null) continue
      const index = writePlaylists(
        `${part.file}-index`,
        exportPlaylists(part.slots, channelFolder, job.audio),
      )
      const args = stretchArguments(index, part.file, part)
      await run(job, { args, files: opened, media, needed: bytesOf(part.slots) })
      media.done += part.seconds
    }
    const index = writePlaylists(
      work,
      parts.length === 0
        ? exportPlaylists(slots, channelFolder, job.audio)
        : new Map([[EXPORT_INDEX, stretchedPlaylist(parts, channelFolder)]]),
    )
    const chapters = chaptersOf(slots)
    const chaptersFile = join(work, 'chapters.txt')
    writeFileSync(chaptersFile, chaptersText(chapters, titleOf(first.programDateTime)))
    const output = join(work, 'recording.mp4')
    const languages = parts.length === 0 ? [] : languagesOf(slots, job.audio)
    const isHevc = codec === 'hevc'
    const args = exportArguments({ index, chapters: chaptersFile, output, isHevc, languages })
    await run(job, { args, files: opened, media, needed })
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

function bytesOf(slots: readonly DvrSlot[]): number {
  return slots.reduce((all, { bytes = 0 }) => all + bytes, 0)
}

/** Answers the file that leads to the others. */
function writePlaylists(folder: string, playlists: ReadonlyMap<string, string>): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of playlists) writeFileSync(join(folder, name), text)
  return join(folder, EXPORT_INDEX)
}

/** Seconds of `media` that are done before and that all is, and at least so many bytes of the disk. */
type Running = {
  args: readonly string[]
  files: Files
  media: { done: number; all: number }
  needed: number
}

async function gather({ spec, archive, signal }: ExportJob): Promise<DvrSlot[]> {
  const span = spanOf(spec, Date.now())
  const slots: DvrSlot[] = []
  for (const hour of archive.hoursOf(span)) {
    signal.throwIfAborted()
    slots.push(...recorded(await archive.readHour(hour, false), span))
  }
  return inOrder(slots)
}

async function run(
  { signal, onProgress }: ExportJob,
  { args, files, media, needed }: Running,
): Promise<void> {
  const { done, all } = media
  onProgress('writing', done / all)
  const { code, stderr } = await runToEnd('nice', ['-n', '19', 'ffmpeg', ...args], {
    ...LIMITS,
    signal,
    files,
    isBoundToUs: true,
    // The tables of a file are some percent of it at most, and audio that is encoded less than its pictures.
    mostFileBytes: Math.ceil(needed * 2) + (1 << 28),
    enough(chunk) {
      const at = exportedSeconds(chunk.toString('utf8'))
      if (at !== null) onProgress('writing', Math.min(1, (done + at) / all))
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
