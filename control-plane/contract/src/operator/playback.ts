import { z } from 'zod'
import { LONGEST_PLAYBACK_SECONDS, ViewerName } from '../channel/playback.ts'
import { ChannelId, Instant } from '../ids.ts'
import { Cidr } from '../network/cidr.ts'

/** Body of `POST /channels/:id/playback/addresses`. */
export const SignAddressInput = z.strictObject({
  id: ChannelId,
  /** How long it is valid. */
  seconds: z
    .int()
    .min(10)
    .max(LONGEST_PLAYBACK_SECONDS)
    .default(4 * 3600),
  /** By which it can be ended before. */
  viewer: ViewerName.optional(),
  /** The only address or network from which it is valid, as CIDR. */
  network: Cidr.optional(),
})
export type SignAddressInput = z.infer<typeof SignAddressInput>

export const SignedAddress = z.object({ url: z.string(), token: z.string(), expiresAt: Instant })
export type SignedAddress = z.infer<typeof SignedAddress>

/** Where a screen of the web app has the pictures of a channel from; valid for some hours. */
export const WatchAddresses = z.object({ playlist: z.string(), picture: z.string() })
export type WatchAddresses = z.infer<typeof WatchAddresses>

export const EndViewerInput = z.strictObject({ id: ChannelId, viewer: ViewerName })
export const PlaybackKey = z.object({ key: z.string() })
