import type { Violation } from '../auditor/playlist-rules.ts'

/**
 * Two cores that carry players, FFmpegs or a hundred channels are busy for seconds, and the auditor's
 * own polls come late. A playlist that is younger than two target durations stalls no player: they
 * begin three behind its end.
 */
export function isBusyMachine({ rule, detail }: Pick<Violation, 'rule' | 'detail'>): boolean {
  const ms = Number(/(\d+) ms/.exec(detail)?.[1])
  return rule === 'stale' && ms < TWO_TARGETS_MS
}

/** Of segments of two seconds. */
const TWO_TARGETS_MS = 4000
