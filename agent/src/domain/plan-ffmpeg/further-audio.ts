import type { AudioFacts, AudioSettings, Output, SourceFacts } from '@cashbacktv/contract'
import { chosenAudio } from '../source-facts/choose-tracks.ts'

/** Audio beside the main one that a run puts out: the name of its rendition, and where it comes from. */
export type FurtherAudio = { name: string; track: AudioFacts }

/**
 * The further audio that a source has of what is wanted. What it has not is left to the origin, which
 * has viewers hear the main one; so is what is the main one anyway.
 */
export function furtherAudio(
  settings: AudioSettings | undefined,
  facts: SourceFacts | null,
): FurtherAudio[] {
  const main = facts?.audio ?? null
  if (settings === undefined || settings.mode === 'none' || facts === null || main === null)
    return []
  return settings.renditions.flatMap(({ name, track: wish }) => {
    const track = chosenAudio(facts, wish)
    return track === null || isSame(track, main) ? [] : [{ name, track }]
  })
}

/** Audio that viewers are to choose beside the main one. */
export function wantedAudio({ audio }: Pick<Output, 'audio'>): AudioSettings['renditions'] {
  return audio === undefined || audio.mode === 'none' ? [] : audio.renditions
}

/** Names of the wanted audio that a source lacks. */
export function lackingAudio({ audio }: Output, facts: SourceFacts): string[] {
  return wantedAudio({ audio })
    .filter(({ track }) => chosenAudio(facts, track) === null)
    .map(({ name }) => name)
}

function isSame(one: AudioFacts, other: AudioFacts): boolean {
  return one.streamId === other.streamId && (one.index ?? 0) === (other.index ?? 0)
}
