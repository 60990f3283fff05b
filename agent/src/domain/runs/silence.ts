import type { Run } from '../reconcile/world.ts'

const SILENT_FOR_MS = 6000

/** Whether a run brings nothing, so that its log is read for why. */
export function isSilent(run: Run, now: number): boolean {
  if (run.firstSegmentAt === null) return true
  return now - (run.lastSegmentAt ?? run.startedAt) > SILENT_FOR_MS
}
