import type { LoudnessObservation } from '@cashbacktv/contract'

/** Below it there is nothing to be heard: it is what ebur128 says of no audio at all, and of noise. */
const INAUDIBLE = -70

/** Loudness is told twice a media second. */
export const LOUDNESS_SECONDS = 0.5

/** What the name of a track is told by; the line of its name completes a reading of it. */
export const TRACK_KEY = 'lavfi.track'

/** The name of a track beside the main audio, whose reading is complete with it; null of other lines. */
export function readTrackLine(line: string): string | null {
  const [, name = null] = /^lavfi\.track=([a-z0-9]{1,16})$/.exec(line) ?? []
  return name
}

/**
 * One line of FFmpeg's metadata, of ebur128 or astats, put into what the lines before have told.
 * `complete` with the last line of a reading.
 */
export function readLoudnessLine(
  before: LoudnessObservation,
  line: string,
): { loudness: LoudnessObservation; complete: boolean } | null {
  const match = /^lavfi\.(r128\.[MSI]|astats\.Overall\.Peak_level)=(-?[\d.]+|-?inf|nan)$/.exec(line)
  if (match === null) return null
  const value = audible(Number(match[2]))
  switch (match[1]) {
    case 'r128.M':
      return { loudness: { ...before, momentaryLufs: value }, complete: false }
    case 'r128.S':
      return { loudness: { ...before, shortTermLufs: value }, complete: false }
    case 'r128.I':
      return { loudness: { ...before, integratedLufs: value }, complete: false }
    default:
      return { loudness: { ...before, peakDb: value }, complete: true }
  }
}

export const NO_LOUDNESS: LoudnessObservation = {
  momentaryLufs: null,
  shortTermLufs: null,
  integratedLufs: null,
  peakDb: null,
}

function audible(value: number): number | null {
  return Number.isFinite(value) && value > INAUDIBLE ? value : null
}
