import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { splitAudio } from './domain/audio/split-audio.ts'
import { readTracks } from './domain/audio/tables.ts'
import { audioFile, runFile } from './domain/ladder/slot-files.ts'
import { replaceSegment } from './segment-bytes.ts'

/** `folder` is that of the run; the rendition is the one that brings the audio. */
type ToSplit = { folder: string; rendition: string; file: string; durationSeconds: number }

/**
 * Puts the audio of a complete segment beside it, in a file of its own, and leaves the picture alone
 * in its place. Answers the segment as it was; null when it cannot be split, and then it is as it was.
 */
export function splitFile({ folder, rendition, file, durationSeconds }: ToSplit): Buffer | null {
  const path = join(folder, runFile(rendition, file))
  const segment = readFileSync(path)
  const tracks = readTracks(segment)
  const split = tracks && splitAudio(segment, tracks, durationSeconds)
  if (split?.audio == null) return null
  const target = join(folder, audioFile(file))
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, split.audio)
  if (split.picture !== null) replaceSegment(path, split.picture)
  return segment
}
