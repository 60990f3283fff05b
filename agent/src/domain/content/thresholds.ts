import {
  addDays,
  type ContentKind,
  type ContentProfile,
  type ContentSettings,
  localDate,
  localInstant,
} from '@cashbacktv/contract'
import type { Hysteresis } from './detector.ts'

/** Seconds after which a condition counts while nobody has set anything. */
const USUAL_SECONDS: Readonly<Record<ContentKind, number>> = {
  black: 5,
  freeze: 10,
  silence: 10,
  noAudio: 5,
  changed: 5,
  stillCard: 900,
  lowBitrate: 15,
  loudness: 60,
  clipping: 15,
}

/** A card that was found before counts after so many seconds. */
export const KNOWN_CARD_SECONDS = 10

/** One picture that moves, of a stream that pulses with its keyframes, does not end a freeze. */
const CLEAR: Readonly<Record<ContentKind, Omit<Hysteresis, 'raiseAfter'>>> = {
  black: { clearAfter: 1, forgetAfter: 0.5 },
  freeze: { clearAfter: 2, forgetAfter: 0.5 },
  silence: { clearAfter: 2, forgetAfter: 0.5 },
  noAudio: { clearAfter: 2, forgetAfter: 1 },
  changed: { clearAfter: 2, forgetAfter: 2 },
  stillCard: { clearAfter: 5, forgetAfter: 2 },
  lowBitrate: { clearAfter: 5, forgetAfter: 2 },
  loudness: { clearAfter: 10, forgetAfter: 5 },
  clipping: { clearAfter: 5, forgetAfter: 1.5 },
}

const LEARNT_KINDS = ['black', 'freeze', 'silence'] as const

/** For how long what is usual is learnt: a day. */
export const LEARNING_SECONDS = 86_400
/** What is usual may last a little longer another day. */
const MARGIN = 1.25

export function isLearnt({ watchedSeconds }: ContentProfile): boolean {
  return watchedSeconds >= LEARNING_SECONDS
}

/** After how many seconds a kind counts by what was learnt; null where that says nothing. */
export function learntSeconds(kind: ContentKind, profile: ContentProfile): number | null {
  const learnt = LEARNT_KINDS.find((one) => one === kind)
  if (learnt === undefined || !isLearnt(profile)) return null
  const longest = Math.ceil(profile[learnt] * MARGIN)
  return longest > USUAL_SECONDS[kind] ? longest : null
}

/** How long a condition has to last now, and to be away. */
export function hysteresisOf(
  kind: ContentKind,
  settings: ContentSettings,
  profile: ContentProfile,
  wall: number,
): Hysteresis {
  const { action, seconds, exceptAt } = settings[kind]
  const isOff = action === 'off' || isWithin(exceptAt, settings.timeZone, wall)
  const raiseAfter = seconds ?? learntSeconds(kind, profile) ?? USUAL_SECONDS[kind]
  return { raiseAfter: isOff ? null : raiseAfter, ...CLEAR[kind] }
}

/** Whether it is one of these times of day, such as `23:00-06:00, 12:30-13:00`. */
export function isWithin(times: string, timeZone: string, wall: number): boolean {
  if (times === '') return false
  const spans = [...times.matchAll(/(\d\d:\d\d) *- *(\d\d:\d\d)/g)]
  const today = localDate(wall, timeZone)
  // A span past midnight may have begun yesterday.
  return spans.some(([, from = '', to = '']) => {
    return [today, addDays(today, -1)].some((date) => {
      const start = localInstant(date, from, timeZone)
      const end = localInstant(from < to ? date : addDays(date, 1), to, timeZone)
      return wall >= start && wall < end
    })
  })
}
