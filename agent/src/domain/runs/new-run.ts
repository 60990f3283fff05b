import type { Run, RunIdentity } from '../reconcile/world.ts'

/** A run that has shown nothing yet. */
export function newRun(
  of: RunIdentity,
  { runId, pid, startedAt }: Pick<Run, 'runId' | 'pid' | 'startedAt'>,
): Run {
  return {
    ...identityOf(of),
    runId,
    pid,
    startedAt,
    firstSegmentAt: null,
    lastSegmentAt: null,
    slowSince: null,
    strainedSince: null,
    stopping: null,
    over: null,
  }
}

/** The identity alone of what carries more beside it. */
export function identityOf(of: RunIdentity): RunIdentity {
  const { channelId, sourceId, fingerprint, restartGeneration, threadStep, readerKey, gpu } = of
  const known = { channelId, sourceId, fingerprint, restartGeneration, threadStep, readerKey }
  return gpu === undefined ? known : { ...known, gpu }
}
