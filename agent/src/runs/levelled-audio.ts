import type { ChannelSpec, LoudnessObservation } from '@cashbacktv/contract'
import { type Levelling, stepLevelling, UNLEVELLED } from '../domain/levelling/step-levelling.ts'
import { GAIN_SOCKET, gainCommand } from '../domain/plan-ffmpeg/audio-filters.ts'
import { isLevelled } from '../domain/plan-ffmpeg/further-audio.ts'
import { readLevel, writeLevel } from '../files/level-file.ts'
import { createFilterLine, type FilterLine } from '../process/filter-line.ts'

/** The audio of a run whose loudness is held. */
export type LevelledAudio = {
  targetLufs: number
  levelling: Levelling
  file: string
  line: FilterLine
}

/**
 * From where `file` says that the channel stands. Null where it is put out as loud as it comes, or what
 * is wanted of the channel is not known.
 */
export function levelledAudio(
  spec: Pick<ChannelSpec, 'output'> | undefined,
  runDir: string,
  file: string,
): LevelledAudio | null {
  const targetLufs = spec?.output.audio?.targetLufs ?? null
  if (spec === undefined || targetLufs === null || !isLevelled(spec.output)) return null
  const levelling = readLevel(file) ?? UNLEVELLED
  return { targetLufs, levelling, file, line: createFilterLine(runDir, GAIN_SOCKET) }
}

/** The gain is told each time, as filters that were made anew have forgotten it. */
export function levelBy(audio: LevelledAudio, loudness: LoudnessObservation): void {
  const { gainDb } = audio.levelling
  audio.levelling = stepLevelling(audio.levelling, loudness, audio.targetLufs)
  audio.line.tell(gainCommand(audio.levelling.gainDb))
  if (audio.levelling.gainDb === gainDb) return
  try {
    writeLevel(audio.file, audio.levelling)
  } catch {
    // A full disk is no reason to leave the audio as it is: the next run begins at an older gain.
  }
}
