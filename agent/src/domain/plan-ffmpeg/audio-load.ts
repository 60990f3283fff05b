import {
  type AudioLoad,
  expectedAudio,
  NO_AUDIO_LOAD,
  type Output,
  type SourceFacts,
} from '@cashbacktv/contract'
import { isCopied } from './audio-arguments.ts'
import { gainSocket } from './audio-filters.ts'
import { furtherAudio } from './further-audio.ts'

/** What a run encodes of the audio of its source. */
export function audioLoad(output: Output, facts: SourceFacts | null): AudioLoad {
  const settings = output.audio
  if (settings === undefined || settings.mode === 'none') return NO_AUDIO_LOAD
  if (facts === null) return expectedAudio(output.mode, settings)
  if (facts.audio === null) return NO_AUDIO_LOAD
  const { levelDb, mix, targetLufs } = settings
  const held = targetLufs === null ? null : { gainDb: 0, socket: gainSocket() }
  const all = [{ track: facts.audio, levelDb, mix }, ...furtherAudio(settings, facts)]
  const encoded = all.filter(({ track, ...heard }) => {
    const treatment = { levelDb: heard.levelDb, mix: heard.mix, held }
    return !isCopied(settings, facts.container, { track, treatment })
  }).length
  return { encoded, held: held === null ? 0 : encoded }
}
