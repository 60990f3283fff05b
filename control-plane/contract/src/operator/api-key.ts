import { z } from 'zod'
import { ChosenId, Instant } from '../ids.ts'
import { says } from '../messages/says.ts'
import { GroupLimit } from './channel-group.ts'
import { Role } from './session.ts'

/**
 * Body of `POST /api-keys`. Sent again with the same `id`, because the answer was lost, it replaces
 * the key that nobody has seen. `role` is how far the key reaches. It ends after `expiresInDays` or at
 * `expiresAt`; with neither it is good until it is revoked.
 */
export const CreateApiKeyInput = z.strictObject({
  id: ChosenId,
  name: z
    .string()
    .trim()
    .min(1, { error: says('key-name-empty') })
    .max(60),
  role: Role,
  expiresInDays: z.int().min(1).max(3650).nullable().default(null),
  /** In its place: the instant from which on it counts for nothing. */
  expiresAt: Instant.nullable().default(null),
  /** The groups whose channels it reaches; null for all that its maker reaches. */
  groupIds: GroupLimit.default(null),
})
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>

/** `dormant`: who made it may not log in now, and so may not the key. */
export const ApiKeyState = z.enum(['active', 'expired', 'dormant'])

export const ApiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** How the key begins, by which people tell keys apart. */
  prefix: z.string(),
  /** What it may do now: never more than who made it may. */
  role: Role,
  state: ApiKeyState,
  /** The groups whose channels it reaches now, never more than its maker does; null for all channels. */
  groupIds: GroupLimit,
  createdBy: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  /** To the minute. */
  lastUsedAt: Instant.nullable(),
})
export type ApiKeyView = z.infer<typeof ApiKeyView>

/** The key itself is in this answer and nowhere else. */
export const CreatedApiKey = z.object({ ...ApiKeyView.shape, key: z.string() })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
