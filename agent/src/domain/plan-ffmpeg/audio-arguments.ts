import type { AudioSettings, SourceFacts } from '@cashbacktv/contract'
import { audioFilters } from './audio-filters.ts'

/** Mapping and encoding of the audio. An optional map: a source without audio goes on without. */
export function audioArguments(
  settings: AudioSettings,
  facts: SourceFacts | null,
  specifier: string,
): string[] {
  if (settings.mode === 'none' || (facts && !facts.audio)) return []
  const map = ['-map', `${specifier}?`]
  if (settings.mode === 'auto' && facts?.audio && isPlayable(facts.audio) && isSteady(facts))
    return [...map, '-c:a', 'copy']
  return [
    ...map,
    ...['-af', audioFilters(facts)],
    ...['-c:a', 'aac', '-b:a', `${settings.bitrateKbps}k`, '-ar', '48000', '-ac', '2'],
  ]
}

/** Browsers play AAC-LC of one or two channels as it is: copying it saves a tenth of a 720p channel. */
function isPlayable(audio: NonNullable<SourceFacts['audio']>): boolean {
  return (
    audio.codec === 'aac' &&
    audio.profile === 'LC' &&
    audio.channels <= 2 &&
    audio.sampleRate >= 32_000 &&
    audio.sampleRate <= 48_000
  )
}

/** Advertisements put into HLS bring audio of other rates and channels, which no player takes as it is. */
function isSteady({ container }: SourceFacts): boolean {
  return !/\bhls\b|applehttp/.test(container)
}
