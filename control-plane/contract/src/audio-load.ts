import type { AudioRendition, AudioSettings, OutputSettings } from './channel/output.ts'
import type { AudioLoad } from './channel-need.ts'

type Heard = Pick<AudioRendition, 'levelDb' | 'mix'>
/** What of the settings the cost goes by. */
export type WantedAudio = Heard &
  Pick<AudioSettings, 'mode' | 'targetLufs'> & { renditions: readonly Heard[] }

export const NO_AUDIO_LOAD: AudioLoad = { encoded: 0, held: 0 }

/**
 * What is encoded of the audio of a channel of whose source nothing is known: all of it, since only AAC is
 * copied, but for a copied channel that hands its only audio on as it comes.
 */
export function expectedAudio(mode: OutputSettings['mode'], audio: WantedAudio): AudioLoad {
  const { renditions, targetLufs, levelDb, mix } = audio
  const isAsItComes = levelDb === 0 && mix === 'stereo' && targetLufs === null
  const isHandedOn = mode === 'copy' && renditions.length === 0 && isAsItComes
  if (audio.mode === 'none' || isHandedOn) return NO_AUDIO_LOAD
  const encoded = 1 + renditions.length
  return { encoded, held: targetLufs === null ? 0 : encoded }
}
