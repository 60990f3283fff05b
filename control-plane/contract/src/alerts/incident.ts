import { z } from 'zod'
import { ChannelId, GroupId, HostId, Instant } from '../ids.ts'
import { ToldMessage } from '../messages/told-message.ts'
import { EventView } from '../operator/event-view.ts'
import { DeliveryView } from './delivery.ts'
import { IncidentCause, IncidentCauseKind } from './incident-cause.ts'
import { Severity } from './severity.ts'

export const IncidentId = z.uuid().brand<'IncidentId'>()
export type IncidentId = z.infer<typeof IncidentId>

/**
 * Why an alert is over. `unwanted`, `deleted`, `rule-changed` and `past`, of what nothing can bring back,
 * heal nothing, and are not said to.
 */
export const Healing = z.enum([
  ...(['source-back', 'source-switched', 'person', 'host-back', 'itself'] as const),
  ...(['unwanted', 'deleted', 'rule-changed', 'past'] as const),
])
export type Healing = z.infer<typeof Healing>

/** What an alert is about, by its name of then. */
export const AlertSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), id: ChannelId, name: z.string() }),
  z.object({ kind: z.literal('host'), id: HostId, name: z.string() }),
])
export type AlertSubject = z.infer<typeof AlertSubject>

/** One rule that was broken by one channel or host. */
export const AlertView = z.object({
  id: z.uuid(),
  /** Id of a rule; one of another version may not be known. */
  rule: z.string(),
  severity: Severity,
  subject: AlertSubject,
  /** What is so, in a sentence. */
  said: ToldMessage,
  /** Why, as the host says it; null where it does not. */
  reason: ToldMessage.nullable(),
  /** Since when it has been so. */
  since: Instant,
  /** When it had been so for long enough. */
  raisedAt: Instant,
  clearedAt: Instant.nullable(),
  /** Since when it has been well again, which `clearedAt` follows; null while it is not, or was only taken away. */
  wellSince: Instant.nullable(),
  healing: Healing.nullable(),
})
export type AlertView = z.infer<typeof AlertView>

const entry = { id: z.string(), at: Instant }
const act = { ...entry, by: z.string().nullable() }
const ofAlert = { ...entry, rule: z.string(), subject: AlertSubject }

/** What happened in an incident, and who did what about it. */
export const IncidentEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('raised'), ...ofAlert, severity: Severity, said: ToldMessage }),
  z.object({
    kind: z.literal('cleared'),
    ...ofAlert,
    healing: Healing,
    /** Since when it has been well again; absent where it was only taken away. */
    wellSince: Instant.optional(),
  }),
  /** It came and went too often: from here on it is one incident until it has been quiet. */
  z.object({ kind: z.literal('flapping'), ...entry }),
  z.object({ kind: z.literal('over'), ...entry, healing: Healing }),
  z.object({ kind: z.literal('acknowledged'), ...act, note: z.string() }),
  z.object({ kind: z.literal('unacknowledged'), ...act }),
  z.object({ kind: z.literal('muted'), ...act, until: Instant }),
  z.object({ kind: z.literal('unmuted'), ...act }),
  /** A target got its message. */
  z.object({
    kind: z.literal('told'),
    ...entry,
    target: z.string(),
    news: DeliveryView.shape.news,
  }),
  /** What hosts did about it: tries, changes of source, the slate. */
  z.object({ kind: z.literal('happened'), ...entry, event: EventView }),
])
export type IncidentEntry = z.infer<typeof IncidentEntry>

export const Acknowledgement = z.object({
  at: Instant,
  by: z.string().nullable(),
  note: z.string(),
})
export type Acknowledgement = z.infer<typeof Acknowledgement>

/** An incident in a list: alerts that share a cause, told as one. */
export const IncidentSummary = z.object({
  id: IncidentId,
  state: z.enum(['open', 'over']),
  cause: IncidentCause,
  /** What is so, in one sentence. */
  said: ToldMessage,
  /** The worst that it has been. */
  severity: Severity,
  /** It comes and goes. */
  flapping: z.boolean(),
  /** Nobody is told of it for now: all of it is in a maintenance window. */
  maintenance: z.boolean(),
  /** Since when the first of it has been so. */
  since: Instant,
  openedAt: Instant,
  overAt: Instant.nullable(),
  healing: Healing.nullable(),
  /** Channels that it hits now, and all that it has hit. */
  channels: z.int().nonnegative(),
  channelsEver: z.int().nonnegative(),
  /** Viewers of these channels when they were the most; null of an incident that is `partial`. */
  viewers: z.int().nonnegative().nullable(),
  /**
   * It hits channels out of reach as well. What is said and counted is of those in reach alone, and
   * acting on it is for who reaches all.
   */
  partial: z.boolean(),
  /** Since when nothing in reach is hit any more, of one that is `partial` and goes on elsewhere. */
  wellSince: Instant.nullable(),
  acknowledged: Acknowledgement.nullable(),
  mutedUntil: Instant.nullable(),
})
export type IncidentSummary = z.infer<typeof IncidentSummary>

/** One incident with all that is known of it; the timeline is oldest first. */
export const IncidentView = z.object({
  ...IncidentSummary.shape,
  /** Viewers of the channels that it hits at this moment. */
  viewersNow: z.int().nonnegative(),
  alerts: z.array(AlertView),
  timeline: z.array(IncidentEntry),
  deliveries: z.array(DeliveryView),
})
export type IncidentView = z.infer<typeof IncidentView>

/** Newest first. What is left out does not narrow. `before` is the `next` of the page before. */
export const ListIncidentsInput = z.strictObject({
  state: z.enum(['open', 'over']).optional(),
  severity: Severity.optional(),
  cause: IncidentCauseKind.optional(),
  channelId: ChannelId.optional(),
  hostId: HostId.optional(),
  /** Those that hit channels in this group or a host of such, and of them what these are hit by. */
  groupId: GroupId.optional(),
  /** Those that were open at some moment of this range. */
  from: Instant.optional(),
  until: Instant.optional(),
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListIncidentsInput = z.infer<typeof ListIncidentsInput>

export const IncidentPage = z.object({
  items: z.array(IncidentSummary),
  next: z.string().nullable(),
})
export type IncidentPage = z.infer<typeof IncidentPage>

export const AcknowledgeIncidentInput = z.strictObject({
  id: IncidentId,
  note: z.string().trim().max(1000).default(''),
})
export type AcknowledgeIncidentInput = z.infer<typeof AcknowledgeIncidentInput>

/** Up to a week. */
export const MuteIncidentInput = z.strictObject({
  id: IncidentId,
  minutes: z.int().min(1).max(10_080),
})
export type MuteIncidentInput = z.infer<typeof MuteIncidentInput>
