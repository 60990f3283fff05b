import { PublishedSegment } from '@cashbacktv/contract'
import { z } from 'zod'
import type { Window } from '../window.ts'

/** What the slots of an hour come to. */
const HourTotal = z.object({ bytes: z.int().nonnegative(), seconds: z.number().nonnegative() })
export type HourTotal = z.infer<typeof HourTotal>

export const NO_SLOTS: HourTotal = { bytes: 0, seconds: 0 }

/** A slot that was on air and is kept, as one line of the index of its hour. */
export const DvrSlot = PublishedSegment.extend({
  /** Its media sequence number. */
  number: z.int().nonnegative(),
  /** Of the newest discontinuity up to it, its own included. */
  discontinuityNumber: z.int().nonnegative(),
  /** Of its files together; earlier releases did not write it down. */
  bytes: z.int().nonnegative().optional(),
  /** Its files could not be kept. */
  isMissing: z.boolean().optional(),
  /** Of its hour up to it, itself included; earlier releases did not write it down. */
  hourTotal: HourTotal.optional(),
})
export type DvrSlot = z.infer<typeof DvrSlot>

/** The slots of a window that are above a number, as they are kept: named by their hour and their run. */
export function slotsAbove(window: Window, last: number): DvrSlot[] {
  let discontinuityNumber = window.discontinuitySequence
  const slots = window.segments.map((segment, at): DvrSlot => {
    if (segment.discontinuity) discontinuityNumber++
    return {
      ...segment,
      path: `${hourOf(Date.parse(segment.programDateTime))}/${segment.path.replace('/', '-')}`,
      number: window.mediaSequence + at,
      discontinuityNumber,
    }
  })
  return slots.filter(({ number }) => number > last)
}

/** Folder that it is kept in: that of the hour in which it begins. */
export function hourIn({ path }: Pick<DvrSlot, 'path'>): string {
  return path.slice(0, path.indexOf('/'))
}

/**
 * Slots of several hours in the order in which they were shown, each once: that is the order of their
 * numbers. Their dates go back where the clock of the host was set back.
 */
export function inOrder(slots: readonly DvrSlot[]): DvrSlot[] {
  const sorted = slots.toSorted((a, b) => a.number - b.number)
  return sorted.filter(({ number }, at) => sorted[at - 1]?.number !== number)
}

/** What a slot comes to with those of its hour before it. */
export function totalWith(before: HourTotal, slot: DvrSlot): HourTotal {
  return {
    bytes: before.bytes + (slot.bytes ?? 0),
    seconds: before.seconds + (slot.isMissing ? 0 : slot.durationSeconds),
  }
}

/** The slots of an hour, each with what they come to up to it. */
export function withTotals(slots: readonly DvrSlot[]): DvrSlot[] {
  let hourTotal = NO_SLOTS
  return slots.map((slot) => {
    hourTotal = totalWith(hourTotal, slot)
    return { ...slot, hourTotal }
  })
}

/** Where the files of a kept slot were on air. */
export function pathOnAir({ path }: Pick<DvrSlot, 'path'>): string {
  const name = path.slice(path.indexOf('/') + 1)
  const dash = name.lastIndexOf('-')
  return `${name.slice(0, dash)}/${name.slice(dash + 1)}`
}

/** Folder of an hour, in UTC: `2026112801`. Text order is the order of time. */
export function hourOf(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(0, 10)
}

const HOUR = /^(\d{4})(\d{2})(\d{2})(\d{2})$/

/** When an hour begins, in milliseconds since 1970; null for what is no name of one. */
export function beginOfHour(name: string): number | null {
  const [whole, year, month, day, hour] = HOUR.exec(name) ?? []
  if (whole === undefined) return null
  const at = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`)
  return Number.isNaN(at) ? null : at
}

export const HOUR_MS = 3_600_000
