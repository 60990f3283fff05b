import { z } from 'zod'
import { ChannelId } from '../ids.ts'

/** What a host has learnt to be usual for its channels, as it lies on its disk. Seconds. */
export const ContentProfile = z.object({
  /** For how long it has been watched. */
  watchedSeconds: z.number().nonnegative(),
  /** The longest that it lasted. */
  black: z.number().nonnegative(),
  freeze: z.number().nonnegative(),
  silence: z.number().nonnegative(),
})
export type ContentProfile = z.infer<typeof ContentProfile>

export const ContentProfilesFile = z.array(
  z.object({ channelId: ChannelId, profile: ContentProfile }),
)
