import type { Violation } from '../auditor/playlist-rules.ts'

/**
 * Two cores that carry players, FFmpegs or a hundred channels are busy for seconds, and the auditor's
 * own polls come late. A playlist that is younger than two target durations stalls no player: they
 * begin three behind its end.
 */
export function isBusyMachine({ rule, detail }: Pick<Violation, 'rule' | 'detail'>): boolean {
  return rule === 'stale' && staleMs({ detail }) < TWO_TARGETS_MS
}

/** For how long a playlist that is stale has had nothing new. */
export function staleMs({ detail }: Pick<Violation, 'detail'>): number {
  return Number(/(\d+) ms/.exec(detail)?.[1])
}

/** Of segments of two seconds. */
const TWO_TARGETS_MS = 4000
