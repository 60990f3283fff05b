import type { AudioRendition, AudioSettings, OutputSettings } from './channel/output.ts'
import type { AudioLoad } from './channel-need.ts'

type Heard = Pick<AudioRendition, 'levelDb' | 'mix'>
/** What of the settings the cost goes by. */
export type WantedAudio = Heard &
  Pick<AudioSettings, 'mode' | 'targetLufs'> &
  Partial<Pick<AudioSettings, 'asVariant'>> & { renditions: readonly Heard[] }

export const NO_AUDIO_LOAD: AudioLoad = { encoded: 0, held: 0 }

/**
 * What is encoded of the audio of a channel of whose source nothing is known: all of it, since only AAC is
 * copied, but for a copied channel that hands its only audio on as it comes.
 */
export function expectedAudio(mode: OutputSettings['mode'], audio: WantedAudio): AudioLoad {
  const { renditions, targetLufs } = audio
  const isNone = audio.mode === 'none' || (mode === 'copy' && isHandedOn(audio))
  if (isNone) return NO_AUDIO_LOAD
  const encoded = 1 + renditions.length
  return { encoded, held: targetLufs === null ? 0 : encoded }
}

/** Whether a channel that is copied has its audio in its segments as it comes, of whatever kind. */
export function isHandedOn(audio: WantedAudio): boolean {
  const { renditions, targetLufs, levelDb, mix, asVariant } = audio
  const isAsItComes = levelDb === 0 && mix === 'stereo' && targetLufs === null
  return isAsItComes && renditions.length === 0 && asVariant !== true
}
