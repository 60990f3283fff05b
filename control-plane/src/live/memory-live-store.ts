import type { HostId, HostReport } from '@cashbacktv/contract'
import { memoryLimiter } from './limiters.ts'
import type { LiveStore } from './live-store.ts'
import { createOneTimeKeys } from './one-time-keys.ts'
import { createTopics } from './topics.ts'

const ANNOUNCE = 'announce'
const REPORT = 'report'

export type MemoryLiveStoreOptions = {
  /** Hears of a listener that threw. */
  onError?: (error: unknown) => void
  /** Milliseconds. */
  now?: () => number
}

/** The live store of a control plane that is the only instance. */
export function memoryLiveStore(options: MemoryLiveStoreOptions = {}): LiveStore {
  const topics = createTopics(options.onError ?? (() => {}))
  const keys = createOneTimeKeys(options.now ?? Date.now)
  const reports = new Map<HostId, HostReport>()
  return {
    shared: false,
    async putReport(report) {
      reports.set(report.hostId, report)
      topics.emit(REPORT, report)
    },
    onReport: (listener) =>
      topics.subscribe(REPORT, (report) => listener(report as HostReport, true)),
    latestReports: async () => reports,
    async announce(hostId) {
      topics.emit(ANNOUNCE, hostId)
    },
    onAnnounce: (listener) => topics.subscribe(ANNOUNCE, (hostId) => listener(hostId as HostId)),
    async publish(topic, payload) {
      topics.emit(`topic:${topic}`, payload)
    },
    subscribe: (topic, listener) => topics.subscribe(`topic:${topic}`, listener),
    limiter: memoryLimiter,
    once: async (key, ttlSeconds) => keys.once(key, ttlSeconds),
    ping: async () => {},
    close: async () => {},
  }
}
