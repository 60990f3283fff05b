import type { Role, UserId } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import type { Logger } from 'pino'
import type { AnswersInFlight } from './answers-in-flight.ts'
import type { OwnPlace } from './domain/accounts/own-origin.ts'
import type { Reach } from './domain/accounts/reach.ts'
import type { HostLink } from './link/host-link.ts'
import type { LivePlaces } from './live/live-places.ts'
import type { LiveStore } from './live/live-store.ts'
import type { LiveView } from './live/view/live-view.ts'
import type { ServerMetrics } from './metrics/server-metrics.ts'
import type { Outside } from './outside/outside.ts'
import type { Security } from './services/auth/security.ts'

/** Where is written down what happens; never with secrets. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** Who asks; with the key when it is a program that acts for the person. */
export type Actor = {
  id: UserId
  email: string
  role: Role
  /** Of which channels this person learns anything. */
  reach: Reach
  key?: { id: string; name: string; prefix: string }
}

/** What services need to know of the configuration. */
export type ServerConfig = {
  publicUrl: string | null
  /** Where we are, by what is configured and by the machine. */
  ownPlace(): OwnPlace
  /** `http://localhost:3000` where this machine alone reaches us, by which browsers take passkeys, too. */
  localOrigin: string | null
  /** Streams are served on our own address. */
  servesStreams: boolean
  sourceAllowCidrs: readonly string[]
  /** How long a session lasts at most, however often it is renewed. */
  sessionDays: number
}

/** What every service works with. */
export type ServiceContext = {
  db: Db
  live: LiveStore
  view: LiveView
  hosts: HostLink
  metrics: ServerMetrics
  outside: Outside
  /** What is made for people now; long work waits for it. */
  answers: Pick<AnswersInFlight, 'whenNone'>
  log: Log
  now(): Date
  config: ServerConfig
  actor: Actor | null
  /** Whence the request came, for the audit; missing for what the system does by itself. */
  address?: string | null
  door?: 'web' | 'rest'
}

/** The fleet, as it is wanted and as it was heard of last. */
export type FleetContext = Pick<ServiceContext, 'db' | 'live' | 'now'>

/** A change that is committed, told to hosts and screens, and written down with who made it. */
export type ChangeContext = Pick<ServiceContext, 'db' | 'live' | 'now' | 'actor'>

/** What is stored, as far as who asks may learn of it. */
export type ReadContext = Pick<ServiceContext, 'db' | 'actor'>

/** The same of what depends on the time at which it is asked. */
export type TimedReadContext = Pick<ServiceContext, 'db' | 'now' | 'actor'>

/** Who asks, with the family of sessions the token belongs to; the id of the key for a key. */
export type Authenticated = {
  actor: Actor
  familyId: string
  issuedAt: Date
  /** A second step is required of this person, who has none yet and may do nothing but set one up. */
  lacksSecondStep: boolean
}

/** What a request of an operator adds to the services. */
export type RequestContext = ServiceContext & {
  requestId: string
  /** Where we are for this client, `https://tv.example`: never what its Host says and nothing else does. */
  origin: string
  /** Address of the client; null for calls within the process. */
  address: string | null
  userAgent: string | null
  security: Security
  /** For connections that stay open. */
  places: LivePlaces
  /** Null when nobody is logged in. Asked once a request. */
  authenticate(): Promise<Authenticated | null>
  /** Who was logged in, as that is now; null who may not be any more, or has to set up a second step first. An access token that has run out since does not matter. */
  recheck(): Promise<Actor | null>
}

/** A request of somebody who is logged in. */
export type LoggedInContext = RequestContext & { actor: Actor }
