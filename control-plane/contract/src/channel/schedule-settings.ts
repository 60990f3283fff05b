import { z } from 'zod'
import { isKnownTimeZone } from '../local-time.ts'
import { says } from '../messages/says.ts'
import { OneOffWindow, Schedule } from '../schedule.ts'
import { MOST_ONE_OFF } from './list-lengths.ts'

/** A zone that this machine knows. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isKnownTimeZone, { error: says('time-zone') })
  .meta({ examples: ['Europe/Istanbul', 'America/New_York', 'UTC'] })

const OneOff = OneOffWindow.refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
  error: says('window-ends-first'),
  path: ['until'],
}).meta({
  examples: [{ from: '2026-03-29T18:00:00Z', until: '2026-03-29T20:00:00Z', onAir: true }],
})

/** A schedule as a person sets it. A host that does not know the time zone would leave the channel on air for good. */
export const ScheduleSettings = Schedule.extend({
  timeZone: TimeZone,
  oneOff: z.array(OneOff).max(MOST_ONE_OFF),
})
