import type { HostReport } from '@cashbacktv/contract'
import { readReport } from './read-report.ts'
import type { ReportText } from './redis-bus.ts'
import type { RedisWire } from './redis-wire.ts'
import { createReportCopy, type ReportCopy } from './report-copy.ts'

/** Reports come by themselves; whoever asks for all of them looks into Redis at most so often. */
const LOOK_EVERY_MS = 2000

type Options = {
  redis: RedisWire['redis']
  namespace: string
  guarded<T>(operation: () => Promise<T>): Promise<T>
  /** Of a report that cannot be read. */
  onStrange(): void
  memory?: ReportMemory
  lookEveryMs?: number
}

/** What is remembered of reports, for a store that does not last as long as they do. */
export type ReportMemory = { copy: ReportCopy; lookedAt: number }

export function createReportMemory(): ReportMemory {
  return {
    copy: createReportCopy(() => performance.now()),
    lookedAt: Number.NEGATIVE_INFINITY,
  }
}

/** The newest report of every host, here and in Redis. */
export type RedisReports = {
  /** One that was heard here, to be sent to the others. */
  put(report: HostReport, send: (report: ReportText) => Promise<unknown>): Promise<void>
  /** One that another instance has sent; null where it cannot be read. */
  take(text: string): HostReport | null
  latest(): Promise<ReportCopy['reports']>
}

export function createRedisReports(options: Options): RedisReports {
  const { redis, guarded, onStrange, memory = createReportMemory() } = options
  const { lookEveryMs = LOOK_EVERY_MS } = options
  const key = `${options.namespace}:reports`
  const { copy } = memory
  let looking: Promise<void> | null = null

  function reportIn(value: () => unknown): HostReport | null {
    try {
      return readReport(value())
    } catch {
      onStrange()
      return null
    }
  }
  async function look() {
    const askedAt = performance.now()
    memory.lookedAt = askedAt
    const found = await guarded(() => redis.hgetall(key))
    const reports = Object.values(found ?? {}).map((value) => reportIn(() => value))
    copy.merge(
      reports.filter((report) => report !== null),
      askedAt,
    )
  }

  return {
    async put(report, send) {
      copy.put(report)
      const text = JSON.stringify(report)
      await guarded(() => send({ key, field: report.hostId, text })).catch(() => {})
    },
    take(text) {
      const report = reportIn(() => JSON.parse(text))
      if (report) copy.put(report)
      return report
    },
    async latest() {
      if (!looking && performance.now() - memory.lookedAt > lookEveryMs) {
        looking = look()
          .catch(() => {})
          .finally(() => {
            looking = null
          })
      }
      await looking
      return copy.reports
    },
  }
}
