import { z } from 'zod'
import { says } from './messages/says.ts'

export const ChannelId = z.uuid().brand<'ChannelId'>()
export type ChannelId = z.infer<typeof ChannelId>

export const HostId = z.uuid().brand<'HostId'>()
export type HostId = z.infer<typeof HostId>

export const SourceId = z.uuid().brand<'SourceId'>()
export type SourceId = z.infer<typeof SourceId>

export const RestreamId = z.uuid().brand<'RestreamId'>()
export type RestreamId = z.infer<typeof RestreamId>

export const RecordingId = z.uuid().brand<'RecordingId'>()
export type RecordingId = z.infer<typeof RecordingId>

/** A group of channels, by which people and keys are limited to some of them. */
export const GroupId = z.uuid().brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>

export const AssetId = z.uuid().brand<'AssetId'>()
export type AssetId = z.infer<typeof AssetId>

export const UserId = z.uuid().brand<'UserId'>()
export type UserId = z.infer<typeof UserId>

/** One FFmpeg process of a channel. Unguessable, because it is part of public segment addresses. */
export const RunId = z
  .string()
  .regex(/^[a-z0-9]{8,12}-[a-z0-9]{16,32}$/)
  .brand<'RunId'>()
export type RunId = z.infer<typeof RunId>

export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: says('hash-form') })
  .brand<'Sha256'>()
export type Sha256 = z.infer<typeof Sha256>

/**
 * Given by who creates something and may not hear the answer: sent again with the same id, it is
 * made once. Left out, the control plane chooses one.
 */
export const ChosenId = z.uuid().optional()

/** Lower case letters, digits and hyphens: safe in an address, a path and a label. */
export const Slug = z
  .string()
  .max(63, { error: says('slug-form'), abort: true })
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: says('slug-form') })

/** An instant as ISO 8601 in UTC. */
export const Instant = z.iso.datetime()
