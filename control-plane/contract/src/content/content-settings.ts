import { z } from 'zod'
import { isKnownTimeZone } from '../local-time.ts'
import { says } from '../messages/says.ts'
import { ContentAction } from './content-kind-schema.ts'

const TIME = '([01]\\d|2[0-3]):[0-5]\\d'
const SPAN = `${TIME} *- *${TIME}`

/** Times of day at which a condition is usual, such as `23:00-06:00, 12:30-13:00`; past midnight too. */
const TimesOfDay = z
  .string()
  .trim()
  .max(200)
  .regex(new RegExp(`^(${SPAN}( *, *${SPAN})*)?$`), { error: says('times-of-day') })
  .meta({ examples: ['', '23:00-06:00', '23:00-06:00, 12:30-13:00'] })

const check = (action: ContentAction, mostSeconds = 3600) =>
  z
    .object({
      action: ContentAction.default(action),
      /** How long it lasts before it counts; null is the default of its kind, or what was learnt. */
      seconds: z.int().min(1).max(mostSeconds).nullable().default(null),
      exceptAt: TimesOfDay.default(''),
    })
    .prefault({})

/** Which conditions of picture and audio a person is told of, and what is done. */
export const ContentSettings = z.object({
  black: check('alarm'),
  freeze: check('alarm'),
  silence: check('alarm'),
  noAudio: check('alarm'),
  changed: check('off'),
  stillCard: check('off', 86_400),
  lowBitrate: check('off'),
  loudness: check('off'),
  clipping: check('off'),
  floorKbps: z.int().min(1).max(100_000).default(200),
  /** EBU R 128 has programmes at -23 LUFS. */
  targetLufs: z.number().min(-50).max(-5).default(-23),
  toleranceLu: z.number().min(1).max(30).default(6),
  /** Of the times of day. */
  timeZone: z
    .string()
    .max(64)
    .refine(isKnownTimeZone, { error: says('time-zone') })
    .meta({ examples: ['Europe/Istanbul', 'UTC'] })
    .default('Europe/Istanbul'),
})
export type ContentSettings = z.infer<typeof ContentSettings>
