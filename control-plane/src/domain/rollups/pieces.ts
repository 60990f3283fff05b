import { HOUR, MINUTE, type RollupStep } from './rollup-steps.ts'

/** Steps of one length from an instant to another, in milliseconds since 1970; `to` is not in it. */
export type Piece = { step: RollupStep; from: number; to: number }

/** Up to where hours have been made, and since when there are minutes. */
export type Kept = { hoursUntil: number; minutesSince: number }

const HOUR_MS = HOUR.seconds * 1000

/** Some time put together from whole hours, and from minutes where it begins and ends between two. */
export function piecesOf(from: number, to: number, { hoursUntil, minutesSince }: Kept): Piece[] {
  const begin = from < minutesSince ? floorHour(from) : from
  const end = to < minutesSince ? ceilHour(to) : to
  const hoursFrom = ceilHour(begin)
  const hoursTo = Math.min(floorHour(end), hoursUntil)
  const pieces: Piece[] =
    hoursFrom < hoursTo
      ? [
          { step: MINUTE, from: begin, to: hoursFrom },
          { step: HOUR, from: hoursFrom, to: hoursTo },
          { step: MINUTE, from: hoursTo, to: end },
        ]
      : [{ step: MINUTE, from: begin, to: end }]
  return pieces.filter((piece) => piece.from < piece.to)
}

function floorHour(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS
}

function ceilHour(ms: number): number {
  return Math.ceil(ms / HOUR_MS) * HOUR_MS
}

/** Seconds of a point of a chart over so much time: hours, and more where there would be too many. */
export function pointSecondsOf(ms: number): number {
  const hours = ms / HOUR_MS
  if (hours <= 200) return HOUR.seconds
  return hours <= 800 ? 4 * HOUR.seconds : 24 * HOUR.seconds
}
