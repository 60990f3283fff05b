import type { RunRecord } from '@cashbacktv/contract'

/**
 * Is this process the one we wrote down? Only with the same pid, the same start and the same
 * boot: a pid that was given to another process must never be touched.
 */
export type SeenProcess = { startTicks: number; alive: boolean }

export type RecordVerdict = 'adopt' | 'gone'

export function matchRecord(
  record: RunRecord,
  bootId: string,
  process: SeenProcess | null,
): RecordVerdict {
  if (record.bootId !== bootId || process === null || !process.alive) return 'gone'
  return record.startTicks > 0 && record.startTicks === process.startTicks ? 'adopt' : 'gone'
}
