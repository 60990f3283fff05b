import { z } from 'zod'
import { ChannelId, HostId, Instant, RecordingId } from '../ids.ts'
import { messageOf } from '../messages/catalogue.ts'
import { saying, says } from '../messages/says.ts'
import { ToldMessage } from '../messages/told-message.ts'
import { MOST_RECORDED_HOURS, RecordingObservation } from './recording.ts'

/** `manual`: from now on. `planned`: for later. `past`: of what is kept already. `rolling`: the newest hours. */
export const RecordingKind = z.enum(['manual', 'planned', 'past', 'rolling'])
export type RecordingKind = z.infer<typeof RecordingKind>

const HOUR_MS = 3_600_000
/** Of a recording, or of a plan that makes them. */
export const RecordingName = z
  .string()
  .trim()
  .min(1, { error: says('recording-name-empty') })
  .max(100)
/** Days after its end; null until somebody deletes it. */
export const KeepDays = z.int().min(1).max(3650).nullable()

/**
 * Body of `POST /recordings`. Without `from` it begins now, without `to` it goes on until somebody stops
 * it, for 24 hours at most. Both may lie in the past: then it is what is still kept of that time.
 */
export const CreateRecordingInput = z
  .strictObject({
    /** Given by who may not hear the answer: sent again with the same id, it is made once. */
    id: RecordingId.optional(),
    channelId: ChannelId,
    name: RecordingName,
    from: Instant.optional(),
    to: Instant.optional(),
    /** To keep the newest so many hours, again and again, until somebody stops it. */
    rollingHours: z.int().min(1).max(MOST_RECORDED_HOURS).optional(),
    /** A part of this one: it is kept where that is. */
    partOf: RecordingId.optional(),
    /** A file is made of it once it is over. */
    isExported: z.boolean().default(false),
    /** That file is uploaded to the bucket of recordings; there is one then in any case. */
    isUploaded: z.boolean().default(false),
    keepDays: KeepDays.default(null),
  })
  .superRefine(({ from, to, rollingHours }, context) => {
    const isRolling = rollingHours !== undefined
    if (isRolling && (from !== undefined || to !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['rollingHours'],
        ...saying(messageOf('recording-rolls')),
      })
    }
    if (to === undefined) return
    const length = Date.parse(to) - Date.parse(from ?? new Date().toISOString())
    if (length <= 0) {
      context.addIssue({
        code: 'custom',
        path: ['to'],
        ...saying(messageOf('recording-ends-first')),
      })
    }
    if (length > MOST_RECORDED_HOURS * HOUR_MS) {
      context.addIssue({ code: 'custom', path: ['to'], ...saying(messageOf('recording-long')) })
    }
  })
  .meta({
    examples: [
      { channelId: '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001', name: 'The final', isExported: true },
    ],
  })
export type CreateRecordingInput = z.infer<typeof CreateRecordingInput>

export const ListRecordingsInput = z.strictObject({ channelId: ChannelId.optional() })
export type ListRecordingsInput = z.infer<typeof ListRecordingsInput>

/** A recording as people see it, with what its host last said of it. Whoever has its addresses may play it. */
export const RecordingView = z.object({
  id: RecordingId,
  channelId: ChannelId,
  channelName: z.string(),
  hostId: HostId,
  hostName: z.string(),
  name: z.string(),
  kind: RecordingKind,
  from: Instant,
  /** Of one that runs, when it ends at the latest; null of a rolling one. */
  to: Instant.nullable(),
  rollingHours: z.int().nullable(),
  isExported: z.boolean(),
  isUploaded: z.boolean(),
  keepDays: z.int().nullable(),
  /** When it is deleted; null while that is not known. */
  expiresAt: Instant.nullable(),
  /** Null while its host has not said anything of it. */
  observed: RecordingObservation.nullable(),
  /** Why nothing more of it is kept although it is not over; null while that is not so. */
  problem: ToldMessage.nullable(),
  /** Of its playlist: takes `?start=&end=`, and has to for what is longer than six hours. */
  playUrl: z.string(),
  /** Null until its file is there. */
  downloadUrl: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: Instant,
})
export type RecordingView = z.infer<typeof RecordingView>
