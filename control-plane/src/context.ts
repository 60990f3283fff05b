import type { History, HistoryInput, LivePulse, Role, UserId } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import type { Logger } from 'pino'
import type { HostLink } from './link/host-link.ts'
import type { LiveStore } from './live/live-store.ts'
import type { Security } from './services/auth/security.ts'

/** Who asks; with the key when it is a program that acts for the person. */
export type Actor = {
  id: UserId
  email: string
  role: Role
  key?: { id: string; name: string; prefix: string }
}

/** What services need to know of the configuration. */
export type ServerConfig = {
  publicUrl: string | null
  /** Streams are served on our own address. */
  servesStreams: boolean
  sourceAllowCidrs: readonly string[]
}

/** What every service works with. */
export type ServiceContext = {
  db: Db
  live: LiveStore
  hosts: HostLink
  log: Logger
  now(): Date
  config: ServerConfig
  actor: Actor | null
}

/** The second's view of everything that moves, computed once for all who look. */
export type PulseSource = {
  /** Calls the listener about each second until the returned function is called. */
  subscribe(listener: (pulse: LivePulse) => void): () => void
  close(): void
}

/** The figures of a channel, a host or `all` over one step of the longest range of charts. */
export type HistoryStep = { subject: string; at: Date; figures: Record<string, number | null> }

/** Figures of the last day, for charts. */
export type HistoryStore = {
  /** Takes the newest reports of the hosts in; to be called each second. */
  sample(): Promise<void>
  read(input: HistoryInput): History
  /** The steps that ended since then, for keeping. */
  ended(since: Date): HistoryStep[]
  /** Takes back what was kept. */
  restore(steps: readonly HistoryStep[]): void
}

/** Who asks, with the family of sessions the token belongs to; the id of the key for a key. */
export type Authenticated = { actor: Actor; familyId: string; issuedAt: Date }

/** What a request of an operator adds to the services. */
export type RequestContext = ServiceContext & {
  requestId: string
  /** Origin under which the client reached us, `https://tv.example`. */
  origin: string
  /** Address of the client; null for calls within the process. */
  address: string | null
  userAgent: string | null
  security: Security
  pulse: PulseSource
  history: HistoryStore
  /** Null when nobody is logged in. Asked once a request. */
  authenticate(): Promise<Authenticated | null>
  /** Whether who was logged in still may be; an access token that has run out since does not matter. */
  recheck(): Promise<boolean>
}
