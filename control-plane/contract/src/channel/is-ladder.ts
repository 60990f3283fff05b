import type { AudioSettings, OutputSettings } from './output.ts'

/** What of an output counts, of settings or as a host is told; of a copy a host is not told of what it has not. */
type Offered = Pick<OutputSettings, 'mode'> & {
  renditions?: readonly unknown[] | undefined
  audio?: OfferedAudio | undefined
  subtitles?: readonly unknown[] | undefined
}
type OfferedAudio = Pick<AudioSettings, 'mode'> &
  Partial<Pick<AudioSettings, 'asVariant'>> & { renditions: readonly unknown[] }

/**
 * Whether players choose, between pictures, audio or subtitles, or between the audio with a picture and
 * without: then the address of a channel leads to a multivariant playlist, and each of these has a folder
 * of its own.
 */
export function isLadder(output: Offered): boolean {
  return hasChoice(output) || hasAudioVariant(output)
}

/** Whether it is a ladder whether its audio is a variant or not. */
export function hasChoice({ mode, renditions = [], audio, subtitles = [] }: Offered): boolean {
  const hasSizes = mode === 'transcode' && renditions.length > 1
  const hasAudio = audio !== undefined && audio.mode !== 'none' && audio.renditions.length > 0
  return hasSizes || hasAudio || subtitles.length > 0
}

/** Whether the audio is offered without a picture, too. */
export function hasAudioVariant({ audio }: Pick<Offered, 'audio'>): boolean {
  return audio !== undefined && audio.mode !== 'none' && audio.asVariant === true
}
