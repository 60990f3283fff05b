import { z } from 'zod'
import { MOST_CHOSEN } from '../channel/list-lengths.ts'
import { ChannelId } from '../ids.ts'
import { says } from '../messages/says.ts'

/** The channels that something is done to at once: each is named once. */
export const ChannelSelection = z
  .array(ChannelId)
  .min(1, { error: says('selection-empty') })
  .max(MOST_CHOSEN, { error: says('selection-many') })
  .refine((ids) => new Set(ids).size === ids.length, { error: says('selection-twice') })
