import { z } from 'zod'
import { TimeZone } from '../channel/schedule-settings.ts'
import { ChannelId, ChosenId, Instant } from '../ids.ts'
import { ToldMessage } from '../messages/told-message.ts'
import { WeeklyWindow } from '../schedule.ts'
import { closed } from '../schema/closed.ts'
import { KeepDays, RecordingName } from './recording-view.ts'

/** Body of `POST /recordings-weekly`: a recording on each of these days. Sent again with the same `id` it makes no second one. */
export const CreateRecordingPlanInput = z
  .strictObject({
    id: ChosenId,
    channelId: ChannelId,
    name: RecordingName,
    /** By whose clocks. */
    timeZone: TimeZone,
    weekly: closed(WeeklyWindow),
    isExported: z.boolean().default(false),
    isUploaded: z.boolean().default(false),
    keepDays: KeepDays.default(null),
  })
  .meta({
    examples: [
      {
        channelId: '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001',
        name: 'Evening news',
        timeZone: 'Europe/Istanbul',
        weekly: { days: [1, 2, 3, 4, 5], start: '19:00', end: '20:00' },
        keepDays: 14,
      },
    ],
  })
export type CreateRecordingPlanInput = z.infer<typeof CreateRecordingPlanInput>

export const RecordingPlanView = z.object({
  id: z.uuid(),
  channelId: ChannelId,
  channelName: z.string(),
  name: z.string(),
  timeZone: z.string(),
  weekly: WeeklyWindow,
  isExported: z.boolean(),
  isUploaded: z.boolean(),
  keepDays: z.int().nullable(),
  /** Why nothing more of it is planned; null while that is not so. */
  problem: ToldMessage.nullable(),
  createdBy: z.string().nullable(),
  createdAt: Instant,
})
export type RecordingPlanView = z.infer<typeof RecordingPlanView>
