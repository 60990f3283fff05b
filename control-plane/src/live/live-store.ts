import type { HostId, HostReport } from '@cashbacktv/contract'
import type { Limit, Limiter } from './limiters.ts'
import type { Payloads, Topic } from './topics.ts'

/** `isOwn`: it was put here and not on another instance. */
export type ReportHeard = { report: HostReport; isOwn: boolean }
export type ReportListener = (report: HostReport, isOwn: boolean) => void

/**
 * What is live and may be lost: the newest report of each host, announcements between instances,
 * limits and one-time keys. Truth is in PostgreSQL; nothing here is needed to go on air.
 *
 * No call throws or waits for long when the store behind it is away, except `ping`, whose error
 * is the sentence `/readyz` shows. Meanwhile every instance goes on with what it knows itself.
 */
export type LiveStore = {
  /** True when other instances may be behind the same store. */
  readonly shared: boolean
  /** Replaces the host's last report. `at` is the control plane's clock, not the host's. */
  putReport(report: HostReport): Promise<void>
  /** The last known report of every host, at most about a second old; within 200 ms whatever happens. */
  latestReports(): Promise<ReadonlyMap<HostId, HostReport>>
  /** Hears each report of every host; `isOwn` are those that were put here and not on another instance. */
  onReport(listener: ReportListener): () => void
  /** Says it to the subscribers of the topic on every instance, this one included. At most once. */
  publish<T extends Topic>(topic: T, payload: Payloads[T]): Promise<void>
  subscribe<T extends Topic>(topic: T, listener: (payload: Payloads[T]) => void): () => void
  /** Counts tries over all instances. */
  limiter(limit: Limit): Limiter
  /** True for the first caller of the key, false for all others until `ttlSeconds` have passed. */
  once(key: string, ttlSeconds: number): Promise<boolean>
  /** @throws Error with a sentence for people when the store does not answer within a second. */
  ping(): Promise<void>
  close(): Promise<void>
}
