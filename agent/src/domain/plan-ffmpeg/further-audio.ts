import type {
  AudioFacts,
  AudioRendition,
  AudioSettings,
  Output,
  SourceFacts,
} from '@cashbacktv/contract'
import { chosenAudio } from '../source-facts/choose-tracks.ts'

/** Audio beside the main one that a run puts out: its rendition, and where it comes from. */
export type FurtherAudio = Pick<AudioRendition, 'levelDb' | 'mix' | 'name'> & { track: AudioFacts }

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
  return settings.renditions.flatMap(({ name, levelDb, mix, track: wish }) => {
    const track = chosenAudio(facts, wish)
    // The main one heard otherwise, as one of its sides, is another to choose.
    const isMain = track !== null && isSame(track, main) && isHeardAlike(settings, { levelDb, mix })
    return track === null || isMain ? [] : [{ name, levelDb, mix, track }]
  })
}

/** Audio that viewers are to choose beside the main one. */
export function wantedAudio({ audio }: Pick<Output, 'audio'>): AudioSettings['renditions'] {
  return audio === undefined || audio.mode === 'none' ? [] : audio.renditions
}

/** Whether the loudness of its audio is held, the main one and all beside it. */
export function isLevelled({ audio }: Pick<Output, 'audio'>): boolean {
  return audio !== undefined && audio.mode !== 'none' && audio.targetLufs !== null
}

/** Names of the wanted audio that a source lacks. */
export function lackingAudio({ audio }: Output, facts: SourceFacts): string[] {
  return wantedAudio({ audio })
    .filter(({ track }) => chosenAudio(facts, track) === null)
    .map(({ name }) => name)
}

type Heard = Pick<AudioRendition, 'levelDb' | 'mix'>

function isHeardAlike(one: Heard, other: Heard): boolean {
  return one.levelDb === other.levelDb && one.mix === other.mix
}

function isSame(one: AudioFacts, other: AudioFacts): boolean {
  return one.streamId === other.streamId && (one.index ?? 0) === (other.index ?? 0)
}
