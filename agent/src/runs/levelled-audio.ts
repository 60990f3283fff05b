import type { ChannelSpec, LoudnessObservation } from '@cashbacktv/contract'
import { type Levelling, stepLevelling, UNLEVELLED } from '../domain/levelling/step-levelling.ts'
import { gainCommand, gainSocket } from '../domain/plan-ffmpeg/audio-filters.ts'
import { isLevelled, wantedAudio } from '../domain/plan-ffmpeg/further-audio.ts'
import type { PlanInput } from '../domain/plan-ffmpeg/plan-input.ts'
import { type LevelFile, readLevel, writeLevel } from '../files/level-file.ts'
import { createFilterLine, type FilterLine } from '../process/filter-line.ts'

type LevelledTrack = { levelling: Levelling; line: FilterLine }

/** The audio of a run whose loudness is held. */
export type LevelledAudio = {
  targetLufs: number
  file: string
  main: LevelledTrack
  /** What viewers can choose beside it, by name, whether the source has it or not. */
  further: ReadonlyMap<string, LevelledTrack>
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
  const { further, ...main } = readLevel(file) ?? NOTHING_HELD
  const trackFrom = (levelling: Levelling, name?: string): LevelledTrack => {
    return { levelling, line: createFilterLine(runDir, gainSocket(name)) }
  }
  // Audio may be named as something that every object has.
  const held = new Map(Object.entries(further))
  const names = wantedAudio(spec.output).map(({ name }) => name)
  return {
    targetLufs,
    file,
    main: trackFrom(main),
    further: new Map(names.map((name) => [name, trackFrom(held.get(name) ?? UNLEVELLED, name)])),
  }
}

const NOTHING_HELD: LevelFile = { ...UNLEVELLED, further: {} }

/** Where the levelling of a run begins. */
export function gainsOf({
  main,
  further,
}: LevelledAudio): Pick<PlanInput, 'gainDb' | 'furtherGainsDb'> {
  const gains = [...further].map(([name, { levelling }]) => [name, levelling.gainDb] as const)
  return { gainDb: main.levelling.gainDb, furtherGainsDb: new Map(gains) }
}

/**
 * `name`: of audio beside the main one. The gain is told each time, as filters that were made anew have
 * forgotten it.
 */
export function levelBy(
  audio: LevelledAudio,
  loudness: Pick<LoudnessObservation, 'momentaryLufs'>,
  name?: string,
): void {
  const track = name === undefined ? audio.main : audio.further.get(name)
  if (track === undefined) return
  const { gainDb } = track.levelling
  track.levelling = stepLevelling(track.levelling, loudness, audio.targetLufs)
  track.line.tell(gainCommand(track.levelling.gainDb))
  if (track.levelling.gainDb !== gainDb) keep(audio)
}

function keep({ file, main, further }: LevelledAudio): void {
  const levels = [...further].map(([name, { levelling }]) => [name, levelling] as const)
  try {
    writeLevel(file, { ...main.levelling, further: Object.fromEntries(levels) })
  } catch {
    // A full disk is no reason to leave the audio as it is: the next run begins at an older gain.
  }
}
