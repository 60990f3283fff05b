import { z } from 'zod'
import { Capabilities } from './capabilities.ts'
import { HostEvent } from './host-event.ts'
import { HostId, Instant } from './ids.ts'

/** First message of an agent on a new connection. */
export const Hello = z.object({
  protocol: z.int(),
  capabilities: Capabilities,
  appliedRevision: z.int().nonnegative().nullable(),
  bootId: z.string().max(64),
})
export type Hello = z.infer<typeof Hello>

export const HelloReply = z.object({
  protocol: z.int(),
  hostId: HostId,
  at: Instant,
  /** Highest event number the control plane already has of this host. */
  acknowledgedEvent: z.int().nonnegative(),
})
export type HelloReply = z.infer<typeof HelloReply>

/** Up to 500 events, in order of their numbers. */
export const EventBatch = z.object({ events: z.array(HostEvent).min(1).max(500) })
export type EventBatch = z.infer<typeof EventBatch>

export const EventsAcknowledged = z.object({ acknowledged: z.int().nonnegative() })

/** Body of `POST /link/enrol`: a join token is spent for a credential of the host's own. */
export const Enrolment = z.object({
  protocol: z.int(),
  joinToken: z.string().min(16).max(256),
  name: z.string().min(1).max(100),
})
export type Enrolment = z.infer<typeof Enrolment>

export const EnrolmentReply = z.object({ hostId: HostId, credential: z.string().min(32).max(256) })
export type EnrolmentReply = z.infer<typeof EnrolmentReply>
