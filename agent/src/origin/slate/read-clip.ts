import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LadderFile } from '@cashbacktv/contract'
import { readLadder } from '../../files/ladder-file.ts'
import { audioFile, runFile } from '../domain/ladder/slot-files.ts'
import { type ListedSegment, parsePrivatePlaylist } from '../domain/private-playlist.ts'
import type { SlateClip, SlateFile } from '../domain/slate-clip.ts'
import { measureSlot } from '../segments/measure-slot.ts'

/** The clip in a folder; null unless it is whole. */
export function readClip(folder: string): SlateClip | null {
  try {
    const ladder = readLadder(folder)
    const list = join(folder, runFile(ladder?.renditions[0] ?? null, 'index.m3u8'))
    const listed = parsePrivatePlaylist(readFileSync(list, 'latin1'))
    const segments = listed.map((segment) => readFile(folder, ladder, segment))
    return segments.length > 0 ? { folder, segments } : null
  } catch {
    return null
  }
}

/** Throws when something of it is missing. */
function readFile(
  folder: string,
  ladder: LadderFile | null,
  { file, durationSeconds }: ListedSegment,
): SlateFile {
  const bytesOf = (below: string) => statSync(join(folder, below)).size
  if (ladder === null) {
    bytesOf(file)
    return { file, durationSeconds, ...measureSlot(folder, file, null) }
  }
  const renditions = ladder.renditions.map((name) => ({
    name,
    bytes: bytesOf(runFile(name, file)),
  }))
  const audio = ladder.hasAudio ? bytesOf(audioFile(file)) : null
  return { file, durationSeconds, ...measureSlot(folder, file, { renditions, audio }) }
}
