import { z } from 'zod'
import { TimeZone } from '../channel/schedule-settings.ts'
import { WeeklyWindow } from '../schedule.ts'
import { changeOf } from '../schema/change-of.ts'
import { closed } from '../schema/closed.ts'

/**
 * Whether every channel that is encoded and on air is measured by itself, once in each window, and
 * when: a whole day where `start` is `end`.
 */
export const QualitySchedule = z.strictObject({
  enabled: z.boolean().default(false),
  /** By whose clocks. */
  timeZone: TimeZone.default('Europe/Istanbul'),
  weekly: WeeklyWindow.default({ days: [1, 2, 3, 4, 5, 6, 7], start: '03:00', end: '05:00' }),
})
export type QualitySchedule = z.infer<typeof QualitySchedule>

/** Body of `PUT /settings/quality`: what is left out stays. */
export const PutQualityScheduleInput = closed(changeOf(QualitySchedule))
export type PutQualityScheduleInput = z.infer<typeof PutQualityScheduleInput>
