import type { Fleet } from '../../domain/fleet/fleet.ts'
import { keepLastingParts } from '../../domain/fleet/keep-lasting-parts.ts'
import { putReport } from '../../domain/fleet/put-hosts.ts'
import type { LiveStore } from '../live-store.ts'

/** Reports of other instances are looked for in the store when one is missing for so long, and then no more. */
const LATE_MS = 3000
const GIVEN_UP_MS = 30_000

type Options = { live: LiveStore; fleet: Fleet; now(): Date; onReport(): void }

/** Takes the reports of hosts into the fleet as they come, and those that were heard elsewhere alone. */
export function hearReports({ live, fleet, now, onReport }: Options) {
  const stop = live.onReport((report) => {
    keepLastingParts(report, fleet.reports.get(report.hostId))
    putReport(fleet, report, now())
    onReport()
  })
  /** Whatever was heard elsewhere and not here. */
  async function look() {
    for (const report of (await live.latestReports()).values()) {
      const known = fleet.reports.get(report.hostId)
      if (!known || known.at < report.at) putReport(fleet, report, now())
    }
  }
  void look()
  return {
    /** To be called each second. */
    lookForLate() {
      if (isLate(fleet, now())) void look()
    },
    stop,
  }
}

function isLate({ reports }: Fleet, at: Date): boolean {
  const before = (ms: number) => new Date(at.getTime() - ms).toISOString()
  const [late, givenUp] = [before(LATE_MS), before(GIVEN_UP_MS)]
  for (const report of reports.values()) if (report.at < late && report.at > givenUp) return true
  return false
}
