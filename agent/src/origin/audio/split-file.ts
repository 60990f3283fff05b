import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readItself, writeItself } from '../../files/itself.ts'
import { splitAudio } from '../domain/audio/split-audio.ts'
import { readTracks } from '../domain/audio/tables.ts'
import { AUDIO, audioFile, runFile } from '../domain/ladder/slot-files.ts'
import { replaceSegment } from '../segments/segment-bytes.ts'

/** `folder` is that of the run; the rendition is the one that brings the audio. */
type ToSplit = {
  folder: string
  rendition: string
  file: string
  durationSeconds: number
  /** Folders of the audio that follows the main one, in its order. */
  further?: readonly string[] | undefined
}

/**
 * Puts the audio of a complete segment beside it, each in a file of its own, and leaves the picture
 * alone in its place. The main one comes last: where it is, the others are. Answers the segment as it
 * was; null when it cannot be split, and then it is as it was.
 */
export function splitFile(toSplit: ToSplit): Buffer | null {
  const { folder, rendition, file, durationSeconds, further = [] } = toSplit
  const path = join(folder, runFile(rendition, file))
  const segment = readItself(path)
  const tracks = readTracks(segment)
  const split = tracks && splitAudio(segment, tracks, durationSeconds)
  if (split === null) return null
  // With another number of tracks than was planned it is not known which is which.
  const isAsPlanned = split.further.length === further.length
  for (const [at, name] of isAsPlanned ? further.entries() : []) {
    const audio = split.further[at]
    if (audio) write(join(folder, audioFile(file, name)), audio)
  }
  write(join(folder, audioFile(file, AUDIO)), split.audio)
  if (split.picture !== null) replaceSegment(path, split.picture)
  return segment
}

function write(target: string, audio: Buffer): void {
  mkdirSync(dirname(target), { recursive: true })
  writeItself(target, audio)
}
