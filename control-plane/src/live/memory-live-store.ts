import type { HostId, HostReport } from '@cashbacktv/contract'
import { memoryLimiter } from './limiters.ts'
import { createListeners, createTopicListeners } from './listeners.ts'
import type { LiveStore, ReportHeard } from './live-store.ts'
import { createOneTimeKeys } from './one-time-keys.ts'

export type MemoryLiveStoreOptions = {
  /** Hears of a listener that threw. */
  onError?: (error: unknown) => void
  /** Milliseconds. */
  now?: () => number
}

/** The live store of a control plane that is the only instance. */
export function memoryLiveStore(options: MemoryLiveStoreOptions = {}): LiveStore {
  const onError = options.onError ?? (() => {})
  const topics = createTopicListeners(onError)
  const heard = createListeners<ReportHeard>('report', onError)
  const keys = createOneTimeKeys(options.now ?? Date.now)
  const reports = new Map<HostId, HostReport>()
  return {
    shared: false,
    async putReport(report) {
      reports.set(report.hostId, report)
      heard.emit({ report, isOwn: true })
    },
    onReport: (listener) => heard.subscribe(({ report, isOwn }) => listener(report, isOwn)),
    latestReports: async () => reports,
    async publish(topic, payload) {
      topics[topic].emit(payload)
    },
    subscribe: (topic, listener) => topics[topic].subscribe(listener),
    limiter: memoryLimiter,
    once: async (key, ttlSeconds) => keys.once(key, ttlSeconds),
    ping: async () => {},
    close: async () => {},
  }
}
