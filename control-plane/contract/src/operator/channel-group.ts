import { z } from 'zod'
import { ChosenId, GroupId } from '../ids.ts'
import { says } from '../messages/says.ts'

/** Unique whatever the case of its letters. */
const GroupName = z
  .string()
  .trim()
  .min(1, { error: says('group-name-empty') })
  .max(60)
const GroupNote = z.string().trim().max(500)

/** Channels of one brand or customer. A channel is in one group at most. */
export const ChannelGroupView = z.object({
  id: GroupId,
  name: z.string(),
  note: z.string(),
  /** Channels in it that are not deleted. */
  channels: z.int().nonnegative(),
  /** People and keys that are limited to it, beside other groups maybe; null for who may not know. */
  people: z.int().nonnegative().nullable(),
  keys: z.int().nonnegative().nullable(),
})
export type ChannelGroupView = z.infer<typeof ChannelGroupView>

/** Body of `POST /groups`. Sent again with the same `id` it makes no second one. */
export const CreateChannelGroupInput = z.strictObject({
  id: ChosenId,
  name: GroupName,
  note: GroupNote.default(''),
})
export type CreateChannelGroupInput = z.infer<typeof CreateChannelGroupInput>

/** What is left out stays. */
export const UpdateChannelGroupInput = z.strictObject({
  id: GroupId,
  name: GroupName.optional(),
  note: GroupNote.optional(),
})
export type UpdateChannelGroupInput = z.infer<typeof UpdateChannelGroupInput>

/** The groups to which somebody is limited: null is no limit, an empty list is no channel at all. */
export const GroupLimit = z
  .array(GroupId)
  .max(200)
  .refine((ids) => new Set(ids).size === ids.length, { error: says('group-twice') })
  .nullable()
export type GroupLimit = z.infer<typeof GroupLimit>
