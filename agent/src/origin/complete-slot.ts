import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { FoundSlot } from './domain/channel/observation.ts'
import type { Taken } from './domain/intake.ts'
import { audioFile, runFile } from './domain/ladder/slot-files.ts'
import type { AudioKeeper } from './keep-audio.ts'
import { splitFile } from './split-file.ts'

/**
 * Makes a complete segment ready to be published: audio is filled in where it is missing, and that of
 * a ladder put beside its pictures. Answers what there is of a slot of a ladder; null of any other.
 */
export function completeSlot(
  runsFolder: string,
  segment: Taken,
  audio: AudioKeeper,
  now: number,
): FoundSlot | null {
  const { runId, file, durationSeconds, ladder } = segment
  const carrier = ladder?.renditions.at(-1) ?? null
  const look = () => audio.look({ runId, file: runFile(carrier, file), durationSeconds }, now)
  if (ladder === null || carrier === null) {
    look()
    return null
  }
  const folder = join(runsFolder, runId)
  const sizeOf = (below: string) => {
    return statSync(join(folder, below), { throwIfNoEntry: false })?.size ?? 0
  }
  // An origin before this one may have come so far.
  if (ladder.hasAudio && sizeOf(audioFile(file)) === 0) {
    look()
    split({ folder, rendition: carrier, file, durationSeconds }, audio)
  }
  const renditions = ladder.renditions.map((name) => ({ name, bytes: sizeOf(runFile(name, file)) }))
  const slot = { renditions, audio: sizeOf(audioFile(file)) || null }
  return { runId, file, durationSeconds, slot }
}

/** Without its audio a slot is still published: a gap in the audio is less than one in everything. */
function split(segment: Parameters<typeof splitFile>[0], audio: AudioKeeper): void {
  try {
    const whole = splitFile(segment)
    if (whole !== null) audio.keep(whole)
  } catch {
    // The segment is gone, or the disk is full, which is said elsewhere.
  }
}
