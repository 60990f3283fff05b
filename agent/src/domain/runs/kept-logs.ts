import type { RunId, RunLogSummary } from '@cashbacktv/contract'

const NEWEST_KEPT = 8
/** Outages of which the run that failed first is kept, beside the newest runs. */
const OUTAGES_KEPT = 4
/** A run as long as this was well, as in the restart policy: what fails after it is an outage of its own. */
const WELL_SECONDS = 60

/** Which logs of a channel are kept. `runs` in the order of their starts. */
export function keptLogs(runs: readonly RunLogSummary[]): ReadonlySet<RunId> {
  const first = runs.filter((run, index) => isFirstOfOutage(run, runs[index - 1]))
  const kept = [...runs.slice(-NEWEST_KEPT), ...first.slice(-OUTAGES_KEPT)]
  return new Set(kept.map(({ runId }) => runId))
}

/** The tries after the run that failed say only that it still fails. */
function isFirstOfOutage(run: RunLogSummary, before: RunLogSummary | undefined): boolean {
  if (!hasFailed(run)) return false
  return before === undefined || !hasFailed(before) || wasWell(run)
}

function hasFailed({ end }: RunLogSummary): boolean {
  return end !== null && end.reason !== null
}

function wasWell({ end }: RunLogSummary): boolean {
  return end !== null && end.segments > 0 && end.uptimeSeconds >= WELL_SECONDS
}
