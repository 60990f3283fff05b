import {
  type AudioFacts,
  type AudioSettings,
  isAsItComes,
  type SourceFacts,
} from '@cashbacktv/contract'
import { audioFilters, type Treatment } from './audio-filters.ts'

/** Audio of the source that is put out; `track` is null where nothing is known of it. */
export type MappedAudio = { specifier: string; track: AudioFacts | null; treatment: Treatment }

/**
 * Mapping and encoding of the audio, the main one first. Optional maps: a source that has lost one goes
 * on without.
 */
export function audioArguments(
  settings: AudioSettings,
  container: string | null,
  mapped: readonly MappedAudio[],
): string[] {
  const isAlone = mapped.length === 1
  const coded = mapped.flatMap((one, at) => [
    ...['-map', `${one.specifier}?`],
    ...coding(settings, container, one, isAlone ? '' : `:${at}`),
  ])
  // Of all that is encoded; what is copied does not heed them.
  return coded.includes('aac')
    ? [...coded, '-ar', String(SAMPLE_RATE), '-ac', String(CHANNELS)]
    : coded
}

/** `place` is that among the audio of the output, for the names of the options. */
function coding(
  settings: AudioSettings,
  container: string | null,
  { track, treatment }: MappedAudio,
  place: string,
): string[] {
  if (isCopied(settings, container, { track, treatment })) return [`-c:a${place}`, 'copy']
  return [
    ...[`-filter:a${place}`, audioFilters(track, treatment)],
    ...[`-c:a${place}`, 'aac', `-b:a${place}`, `${settings.bitrateKbps}k`],
  ]
}

/** Whether audio of a source is put out as it is. */
export function isCopied(
  { mode }: Pick<AudioSettings, 'mode'>,
  container: string | null,
  { track, treatment }: Pick<MappedAudio, 'track' | 'treatment'>,
): boolean {
  const isPlain = isAsItComes(treatment) && treatment.held === null
  const isAsItIs = isPlain && track !== null && isOfOurForm(track) && isSteady(container ?? '')
  return mode === 'auto' && isAsItIs
}

/** What all audio of a channel is put out as. */
const SAMPLE_RATE = 48_000
const CHANNELS = 2

/**
 * Every player takes AAC-LC: copying it saves a tenth of a 720p channel. Only where it is of the form that
 * what is encoded has, as the slate and the other sources of the channel: a file and a destination of
 * RTMP are told the rate and the channels once, and play what is otherwise too fast or on one side.
 */
function isOfOurForm({ codec, profile, channels, sampleRate }: AudioFacts): boolean {
  const isLc = codec === 'aac' && profile === 'LC'
  return isLc && channels === CHANNELS && sampleRate === SAMPLE_RATE
}

/** Advertisements put into HLS bring audio of other rates and channels, which no player takes as it is. */
function isSteady(container: SourceFacts['container']): boolean {
  return !/\bhls\b|applehttp/.test(container)
}
