import { z } from 'zod'

export const CreateJoinTokenInput = z.strictObject({
  /** What the token is for, for people. */
  label: z.string().trim().max(100).default(''),
  lifeMinutes: z.int().min(1).max(1440).default(60),
})
export type CreateJoinTokenInput = z.infer<typeof CreateJoinTokenInput>

/** Told once: what is kept of it is its hash. */
export const JoinToken = z.object({
  id: z.uuid(),
  token: z.string(),
  expiresAt: z.iso.datetime(),
  /** Where the control plane says that it is reached; null where nobody told it. */
  publicUrl: z.string().nullable(),
  /** The same; where nobody told it, the address of the machine that it runs on. */
  address: z.string(),
})
export type JoinToken = z.infer<typeof JoinToken>

/** A join token that can still be spent. The token itself was shown once and is not kept. */
export const JoinTokenView = z.object({
  id: z.uuid(),
  label: z.string(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type JoinTokenView = z.infer<typeof JoinTokenView>
