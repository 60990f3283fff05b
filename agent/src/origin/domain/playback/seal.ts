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

/** What a sealed address leads to. */
export type Sealed = { path: string; cipher: SegmentCipher | null }
