import { z } from 'zod'
import { HostId, Instant } from '../ids.ts'
import { Capabilities } from './capabilities.ts'
import { HostEvent } from './host-event.ts'

/**
 * Longest WebSocket message the control plane takes from an agent. An agent keeps its batches and
 * answers well below it: a longer one ends the connection.
 */
export const LINK_MAX_MESSAGE_BYTES = 1024 * 1024

/** Messages a second an agent may send for long; short bursts of ten times as many are fine. */
export const LINK_MESSAGES_PER_SECOND = 50

/** First message of an agent on a new connection. */
export const Hello = z.object({
  protocol: z.int(),
  capabilities: Capabilities,
  appliedRevision: z.int().nonnegative().nullable(),
  bootId: z.string().max(64),
  /** Another one each time an agent starts; absent from an agent that does not say. */
  agentId: z.uuid().optional(),
  /** By the host's clock; absent from an agent that does not say. */
  at: Instant.optional(),
})
export type Hello = z.infer<typeof Hello>

export const HelloReply = z.object({
  protocol: z.int(),
  hostId: HostId,
  at: Instant,
  /** Highest event number the control plane already has of this host; a host whose own count is lower goes on from here. */
  acknowledgedEvent: z.int().nonnegative(),
})
export type HelloReply = z.infer<typeof HelloReply>

/** Up to 500 events, in order of their numbers. */
export const EventBatch = z.object({
  events: z.array(HostEvent).min(1).max(500),
  /** Lowest number still in the outbox. What is missing below it was dropped by the host and is not waited for. */
  oldestHeld: z.int().positive().optional(),
})
export type EventBatch = z.infer<typeof EventBatch>

/** `acknowledged`: everything up to this number is kept and may leave the outbox; send again from the next. */
export const EventsAcknowledged = z.object({ acknowledged: z.int().nonnegative() })
export type EventsAcknowledged = z.infer<typeof EventsAcknowledged>

/** Body of `POST /link/enrol`: a join token is spent for a credential of the host's own. */
export const Enrolment = z.object({
  protocol: z.int(),
  joinToken: z.string().min(16).max(256),
  name: z.string().min(1).max(100),
})
export type Enrolment = z.infer<typeof Enrolment>

export const EnrolmentReply = z.object({ hostId: HostId, credential: z.string().min(32).max(256) })
export type EnrolmentReply = z.infer<typeof EnrolmentReply>
