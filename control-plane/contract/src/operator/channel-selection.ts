import { z } from 'zod'
import { ChannelId } from '../ids.ts'

/** The channels that something is done to at once: each is named once. */
export const ChannelSelection = z
  .array(ChannelId)
  .min(1, { error: 'Choose at least one channel.' })
  .max(1000)
  .refine((ids) => new Set(ids).size === ids.length, {
    error: 'A channel is in the list twice.',
  })
