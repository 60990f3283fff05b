import { z } from 'zod'
import { TimeZone } from '../channel/schedule-settings.ts'
import { ChannelId, GroupId, HostId, Instant } from '../ids.ts'
import { says } from '../messages/says.ts'
import { ToldMessage } from '../messages/told-message.ts'
import { MinuteOfDay } from '../schedule.ts'
import { changeOf } from '../schema/change-of.ts'
import { IncidentCauseKind } from './incident-cause.ts'
import { Severity } from './severity.ts'
import {
  AlertTargetAddress,
  AlertTargetAddressChange,
  AlertTargetAddressView,
} from './target-address.ts'

export const AlertTargetId = z.uuid().brand<'AlertTargetId'>()
export type AlertTargetId = z.infer<typeof AlertTargetId>

/**
 * Which incidents a target hears of. An empty list does not narrow. With `groupIds` it learns of
 * channels of these groups alone: of an incident that hits others too it is told that part.
 */
export const AlertTargetFilter = z.strictObject({
  severity: Severity.default('warning'),
  causes: z.array(IncidentCauseKind).max(10).default([]),
  hostIds: z.array(HostId).max(1000).default([]),
  channelIds: z.array(ChannelId).max(5000).default([]),
  groupIds: z.array(GroupId).max(1000).default([]),
})
export type AlertTargetFilter = z.infer<typeof AlertTargetFilter>

/** From `from` to `until` by the clock of the target's zone, past midnight where that is earlier. */
export const QuietHours = z.strictObject({
  from: MinuteOfDay,
  until: MinuteOfDay,
  /** What is critical is told all the same. */
  criticalPasses: z.boolean().default(true),
})
export type QuietHours = z.infer<typeof QuietHours>

const Settings = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, { error: says('alert-target-name-empty') })
    .max(60),
  enabled: z.boolean().default(true),
  language: z.enum(['en', 'tr']).default('en'),
  timeZone: TimeZone.default('UTC'),
  filter: AlertTargetFilter.prefault({}),
  quietHours: QuietHours.nullable().default(null),
  /** Told only of what nobody has acknowledged after so many minutes; 0 is told at once. */
  afterMinutes: z.int().min(0).max(1440).default(0),
})
export type AlertTargetSettings = z.infer<typeof Settings>

/** Body of `POST /alerts/targets`. Sent again with the same `id` it makes no second one. */
export const CreateAlertTargetInput = Settings.extend({
  id: AlertTargetId.optional(),
  address: AlertTargetAddress,
})
export type CreateAlertTargetInput = z.infer<typeof CreateAlertTargetInput>

/** What is left out stays; so do the secrets of an address of the same kind. */
export const UpdateAlertTargetInput = changeOf(Settings).extend({
  id: AlertTargetId,
  address: AlertTargetAddressChange.optional(),
})
export type UpdateAlertTargetInput = z.infer<typeof UpdateAlertTargetInput>

export const AlertTargetView = z.object({
  ...Settings.shape,
  id: AlertTargetId,
  address: AlertTargetAddressView,
  /** Of its messages. */
  waiting: z.int().nonnegative(),
  dead: z.int().nonnegative(),
  lastSentAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type AlertTargetView = z.infer<typeof AlertTargetView>

/** What the other side said to a message that was sent right away. */
export const AlertTargetTest = z.object({
  ok: z.boolean(),
  /** Of HTTP or SMTP; null where nobody answered. */
  status: z.int().nullable(),
  /** The beginning of the answer, without secrets. */
  answer: z.string(),
  /** In milliseconds. */
  tookMs: z.int().nonnegative(),
  /** Why it failed. */
  problem: ToldMessage.nullable(),
})
export type AlertTargetTest = z.infer<typeof AlertTargetTest>
