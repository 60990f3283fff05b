import type { HealthLevel } from '@cashbacktv/contract'

/** What a second of a wanted channel counts as. */
export type AirBucket = 'live' | 'impaired' | 'slate' | 'dark'

/** Null while nothing is wanted, has only just been asked for, or is known. */
export function airBucket(level: HealthLevel, showsSlate: boolean): AirBucket | null {
  switch (level) {
    case 'well':
    case 'notice':
      return 'live'
    case 'impaired':
      return 'impaired'
    case 'slate':
      return 'slate'
    case 'unstable':
      return showsSlate ? 'slate' : 'impaired'
    case 'dark':
      return 'dark'
    case 'off':
    case 'pending':
    case 'unknown':
      return null
  }
}
