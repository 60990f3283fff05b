import type { HostId, HostReport } from '@cashbacktv/contract'

export type ReportCopy = {
  reports: ReadonlyMap<HostId, HostReport>
  /** A report that came in on this instance. */
  put(report: HostReport): void
  /** What the shared store held when it was asked at `askedAt`; newer reports of this instance stay. */
  merge(shared: Iterable<HostReport>, askedAt: number): void
}

/** The last known report of every host. A host that the shared store has forgotten is still known here. */
export function createReportCopy(now: () => number): ReportCopy {
  const reports = new Map<HostId, HostReport>()
  const putAt = new Map<HostId, number>()
  return {
    reports,
    put(report) {
      reports.set(report.hostId, report)
      putAt.set(report.hostId, now())
    },
    merge(shared, askedAt) {
      for (const report of shared) {
        if ((putAt.get(report.hostId) ?? -1) < askedAt) reports.set(report.hostId, report)
      }
    },
  }
}
