import { z } from 'zod'
import { MOST_ONE_OFF, MOST_WEEKLY } from './channel/list-lengths.ts'
import { Instant } from './ids.ts'
import { says } from './messages/says.ts'

export const MinuteOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: says('time-of-day') })

/** On air from `start` to `end` local time on each of `days` (1 = Monday); `end` <= `start` runs past midnight. */
export const WeeklyWindow = z.object({
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  start: MinuteOfDay,
  end: MinuteOfDay,
})
export type WeeklyWindow = z.infer<typeof WeeklyWindow>

/** A single stretch that overrides the weekly windows while it lasts. */
export const OneOffWindow = z.object({ from: Instant, until: Instant, onAir: z.boolean() })

/** When a channel that is switched on is to be on air. Evaluated on the host. */
export const Schedule = z.object({
  timeZone: z.string().min(1).max(64),
  weekly: z.array(WeeklyWindow).max(MOST_WEEKLY),
  oneOff: z.array(OneOffWindow).max(MOST_ONE_OFF),
})
export type Schedule = z.infer<typeof Schedule>
