import {
  CONTENT_KINDS,
  type ContentKind,
  type ContentProfile,
  type LoudnessObservation,
  type SourceId,
} from '@cashbacktv/contract'
import { AT_REST, type Detector } from './detector.ts'
import { type Cards, NO_CARDS } from './still-cards.ts'

/** What is remembered of how picture and audio of a channel are. */
export type ContentMemory = {
  /** Whose picture it is. */
  sourceId: SourceId
  detectors: Readonly<Record<ContentKind, Detector>>
  /** Since when what is raised lasts, milliseconds since 1970. */
  since: Readonly<Partial<Record<ContentKind, number>>>
  /** For how long each was raised in all. */
  seconds: Readonly<Partial<Record<ContentKind, number>>>
  cards: Cards
  /** The shape that is usual, and one that is about to become so. */
  shape: string | null
  /** The rate that is usual, likewise. */
  framesPerSecond: number | null
  loudness: LoudnessObservation | null
  profile: ContentProfile
  /** Of the clock that never jumps. */
  seenAt: number
  /** When another source was last asked whether it is better. */
  askedAt: number | null
}

export const NO_PROFILE: ContentProfile = { watchedSeconds: 0, black: 0, freeze: 0, silence: 0 }

export function freshContent(
  sourceId: SourceId,
  profile: ContentProfile,
  seenAt: number,
): ContentMemory {
  return {
    sourceId,
    detectors: restingDetectors(),
    since: {},
    seconds: {},
    cards: NO_CARDS,
    shape: null,
    framesPerSecond: null,
    loudness: null,
    profile,
    seenAt,
    askedAt: null,
  }
}

export function restingDetectors(): Record<ContentKind, Detector> {
  return {
    black: AT_REST,
    freeze: AT_REST,
    silence: AT_REST,
    noAudio: AT_REST,
    changed: AT_REST,
    stillCard: AT_REST,
    lowBitrate: AT_REST,
    loudness: AT_REST,
    clipping: AT_REST,
  }
}

export function raisedKinds({ detectors }: ContentMemory): readonly ContentKind[] {
  return CONTENT_KINDS.filter((kind) => detectors[kind].isRaised)
}
