import { z } from 'zod'
import { ChannelSpec } from './channel/spec.ts'
import { HostSettings } from './host/host-settings.ts'
import { ChannelId, HostId, Sha256 } from './ids.ts'
import { MOST_RECORDINGS, RecordingSpec } from './recordings/recording.ts'
import { RecordingBucket } from './recordings/recording-bucket.ts'

/** Hosts take no larger one. */
export const MOST_ASSET_BYTES = 32 * 1024 * 1024

/** A file the host needs, fetched from the control plane by its hash and kept by it. */
export const Asset = z.object({
  sha256: Sha256,
  mime: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  bytes: z.int().nonnegative(),
})
export type Asset = z.infer<typeof Asset>

/** All that is wanted of one host. Always whole: what is not in it is not wanted. */
export const DesiredState = z.object({
  protocol: z.int(),
  hostId: HostId,
  /** Grows with every change that touches the host; an older one is ignored. */
  revision: z.int().nonnegative(),
  channels: z.array(ChannelSpec),
  settings: HostSettings,
  /** Also of channels that are on another host by now. */
  recordings: z.array(RecordingSpec).max(MOST_RECORDINGS).default([]),
  /** Where files of recordings are uploaded to, with its keys. */
  recordingBucket: RecordingBucket.nullable().default(null),
  assets: z.array(Asset),
  /** Channels whose disappearance a person asked for by name; others that vanish in numbers are held. */
  removed: z.array(ChannelId).default([]),
  /** A person confirmed this revision although it stops many channels at once. */
  confirmed: z.boolean().default(false),
})
export type DesiredState = z.infer<typeof DesiredState>
