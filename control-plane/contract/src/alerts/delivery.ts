import { z } from 'zod'
import { Instant } from '../ids.ts'
import { ToldMessage } from '../messages/told-message.ts'
import { AlertTargetId } from './target.ts'
import { AlertTargetKind } from './target-address.ts'

/** `worse`: what was told as a warning has become critical. */
export const DeliveryNews = z.enum(['raised', 'worse', 'over'])
export type DeliveryNews = z.infer<typeof DeliveryNews>

/** `dead`: given up after a day. `dropped`: its target does not exist or is switched off. */
export const DeliveryState = z.enum(['waiting', 'sent', 'dead', 'dropped'])
export type DeliveryState = z.infer<typeof DeliveryState>

/** A message to one target about one incident. */
export const DeliveryView = z.object({
  id: z.uuid(),
  incidentId: z.uuid(),
  targetId: AlertTargetId.nullable(),
  targetName: z.string(),
  kind: AlertTargetKind,
  news: DeliveryNews,
  state: DeliveryState,
  attempts: z.int().nonnegative(),
  createdAt: Instant,
  nextTryAt: Instant.nullable(),
  settledAt: Instant.nullable(),
  /** Why the last try failed. */
  problem: ToldMessage.nullable(),
})
export type DeliveryView = z.infer<typeof DeliveryView>

/** Newest first; without a state those that wait and those that were given up. */
export const ListDeliveriesInput = z.strictObject({
  state: DeliveryState.optional(),
  targetId: AlertTargetId.optional(),
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListDeliveriesInput = z.infer<typeof ListDeliveriesInput>

export const DeliveryPage = z.object({
  items: z.array(DeliveryView),
  next: z.string().nullable(),
})
export type DeliveryPage = z.infer<typeof DeliveryPage>
