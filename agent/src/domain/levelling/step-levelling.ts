import type { LoudnessObservation } from '@cashbacktv/contract'
import { LOUDNESS_SECONDS } from '../content/loudness-line.ts'

/**
 * How loud a programme has been of late, and the gain that it is put out with. Both are of the source
 * as it comes: what is put out is not measured, so that nothing can swing.
 */
export type Levelling = {
  /** dB, to a tenth. */
  gainDb: number
  /** Mean energy, 1 at 0 LUFS; 0 before anything was heard. */
  energy: number
  /** Of media that it is the mean of. */
  seconds: number
}

export const UNLEVELLED: Levelling = { gainDb: 0, energy: 0, seconds: 0 }

/** A gain that moves faster is heard as pumping. */
const MOST_DB_A_SECOND = 1
/** Long enough for speech, music and the pauses between them to be one programme. */
const MEMORY_SECONDS = 30
/** Quieter is no programme (EBU Tech 3341 has -70; rooms and hiss lie above it). */
const SILENCE_LUFS = -55
/** So far below the mean it is a pause (ITU-R BS.1770, relative gate). */
const PAUSE_LU = 10
/** A pause that does not end is a quieter programme: it counts, ten times slower. */
const PAUSE_WEIGHT = 0.1
/** Noise is not to be made programme. */
const MOST_GAIN_DB = 15
const LEAST_GAIN_DB = -20
/** Of what is right within it nothing is changed: nobody hears it. */
const NEAR_DB = 0.3

/** The next step, half a second of media later. */
export function stepLevelling(
  before: Levelling,
  { momentaryLufs }: Pick<LoudnessObservation, 'momentaryLufs'>,
  targetLufs: number,
): Levelling {
  if (momentaryLufs === null || momentaryLufs < SILENCE_LUFS) return before
  const heard = hear(before, momentaryLufs)
  const wanted = clamp(targetLufs - lufs(heard.energy), LEAST_GAIN_DB, MOST_GAIN_DB)
  const away = wanted - before.gainDb
  if (Math.abs(away) < NEAR_DB) return heard
  const most = MOST_DB_A_SECOND * LOUDNESS_SECONDS
  const gainDb = before.gainDb + clamp(away, -most, most)
  return { ...heard, gainDb: Math.round(gainDb * 10) / 10 }
}

/** The plain mean until there is enough for one that forgets. */
function hear({ gainDb, energy, seconds }: Levelling, momentaryLufs: number): Levelling {
  const isPause = seconds > 0 && momentaryLufs < lufs(energy) - PAUSE_LU
  const weight = isPause ? PAUSE_WEIGHT : 1
  const known = Math.min(seconds + LOUDNESS_SECONDS, MEMORY_SECONDS)
  const share = (LOUDNESS_SECONDS / known) * weight
  return { gainDb, energy: energy + share * (10 ** (momentaryLufs / 10) - energy), seconds: known }
}

function lufs(energy: number): number {
  return 10 * Math.log10(energy)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
