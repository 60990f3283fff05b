import type { SourceWarning } from '@cashbacktv/contract'

/** By which a browser cannot be expected to show the picture, whatever it does with the audio. */
const UNPLAYABLE = ['video-not-carried', 'video-unplayable', 'pixels-unplayable', 'hevc-encoded']

/** Why the picture of a channel will hardly play in a browser; null when it should. */
export function unplayableVideo(warnings: readonly SourceWarning[]): SourceWarning | null {
  return warnings.find(({ code }) => UNPLAYABLE.includes(code)) ?? null
}
