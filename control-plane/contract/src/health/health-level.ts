/**
 * What viewers get of what is wanted, from best to worst. Nothing is known of a silent host's
 * channels, but they go on by themselves: that is worse than less than asked, and no outage yet.
 */
export const HEALTH_LEVELS = [
  /** Nothing is wanted. */
  'off',
  /** Viewers get what is wanted. */
  'well',
  /** It has just been asked for and is on its way. */
  'pending',
  /** Viewers get what is wanted, and somebody should know of something. */
  'notice',
  /** Viewers get less than is wanted. */
  'impaired',
  /** Nothing is known of it. */
  'unknown',
  /** Viewers get the slate. */
  'slate',
  /** Viewers get the slate again and again. */
  'unstable',
  /** Viewers get nothing. */
  'dark',
] as const
type Level = (typeof HEALTH_LEVELS)[number]

/** How loudly a level speaks. */
export type HealthTone = 'good' | 'busy' | 'warning' | 'bad' | 'off' | 'unknown'

export const TONE_OF_LEVEL: Readonly<Record<Level, HealthTone>> = {
  off: 'off',
  well: 'good',
  pending: 'busy',
  notice: 'warning',
  impaired: 'warning',
  unknown: 'unknown',
  slate: 'bad',
  unstable: 'bad',
  dark: 'bad',
}

const RANKS = new Map<Level, number>(HEALTH_LEVELS.map((level, rank) => [level, rank]))

/** Higher is worse. */
export function healthRank(level: Level): number {
  return RANKS.get(level) ?? 0
}

export function isAtLeast(level: Level, least: Level): boolean {
  return healthRank(level) >= healthRank(least)
}

/** Needs a person's eye. */
export function needsEye(level: Level): boolean {
  return isAtLeast(level, 'notice')
}

/** `off` of none. */
export function worstLevel(levels: Iterable<Level>): Level {
  let worst: Level = 'off'
  for (const level of levels) if (healthRank(level) > healthRank(worst)) worst = level
  return worst
}
