import type { HistoryRange } from '@cashbacktv/contract'

/** A length of step: how long its rows are kept, and of how much time a partition of them is. */
export type RollupStep = { seconds: number; keptDays: number; partition: 'day' | 'month' }

/**
 * The one home of the lengths of steps, each a multiple of the one before, from which it is made.
 * A channel has some 70,000 rows of 215 bytes with these: 15 MB. The finest step is written as it
 * was heard, so an instance that ends or loses a socket costs a chart at most so much.
 */
export const FINEST: RollupStep = { seconds: 10, keptDays: 2, partition: 'day' }
export const MINUTE: RollupStep = { seconds: 60, keptDays: 30, partition: 'day' }
export const HOUR: RollupStep = { seconds: 3600, keptDays: 400, partition: 'month' }
export const ROLLUP_STEPS: readonly RollupStep[] = [FINEST, MINUTE, HOUR]

/** What a chart shows: so many points, each of so many seconds, put together from steps of a length. */
export type ChartForm = { step: RollupStep; pointSeconds: number; points: number }

export const CHART_FORMS: Readonly<Record<HistoryRange, ChartForm>> = {
  '5m': { step: FINEST, pointSeconds: 10, points: 30 },
  '1h': { step: FINEST, pointSeconds: 30, points: 120 },
  '24h': { step: MINUTE, pointSeconds: 300, points: 288 },
  '7d': { step: HOUR, pointSeconds: 3600, points: 168 },
  '30d': { step: HOUR, pointSeconds: 14_400, points: 180 },
}

/** The beginning of the step that an instant is in. Milliseconds since 1970. */
export function stepBegin(ms: number, seconds: number): number {
  return Math.floor(ms / 1000 / seconds) * seconds * 1000
}
