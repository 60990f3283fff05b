import { z } from 'zod'
import { ChannelId } from '../ids.ts'
import { says } from '../messages/says.ts'

/** The channels that something is done to at once: each is named once. */
export const ChannelSelection = z
  .array(ChannelId)
  .min(1, { error: says('selection-empty') })
  .max(1000)
  .refine((ids) => new Set(ids).size === ids.length, { error: says('selection-twice') })
