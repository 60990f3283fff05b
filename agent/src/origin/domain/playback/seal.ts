import type { SegmentCipher } from './segment-cipher.ts'

/** Numbers of segments within their run, both included. */
export type NumberSpan = { first: number; last: number }

/**
 * Addresses of segments that nobody can make up. The address is what it leads to, encrypted: the same
 * for every viewer, so that caches serve it, and good for the period it was written in and the next.
 */
export type Seal = {
  /** Another text when the addresses are others. */
  id: string
  /** The segments themselves are encrypted too. */
  encrypts: boolean
  /** `path` is below the folder of the channel at the origin; `cipher` of what is encrypted. */
  write(path: string, cipher: SegmentCipher | null): string
  /**
   * The same of what the paths of a run's segments have in common, up to their numbers: what comes then stays
   * as it is. Leads to segments of these numbers alone, since anybody can count on.
   */
  writeStem(stem: string, numbers: NumberSpan): string
}

/** Whose addresses these are: of recordings they lead to segments as they are, also where the channel's are encrypted. */
export type SealUse = 'viewers' | 'encrypted' | 'recordings'

/** What a sealed address leads to. */
export type Sealed = {
  path: string
  cipher: SegmentCipher | null
  isRecorded: boolean
  /** By a stem: of which others are to be had too. */
  isCounted: boolean
}

/**
 * Whether what was given out before leads anywhere since segments are encrypted. What was listed of what is live
 * is gone in seconds: players that are about to fetch it are sent it as they were told.
 */
export function isOpenWhileEncrypted(
  { cipher, isRecorded, isCounted }: Sealed,
  isLive: boolean,
): boolean {
  return cipher !== null || isRecorded || (isLive && !isCounted)
}
