import { isOnAir, type OnAir, type Schedule } from '@cashbacktv/contract'

const known = new WeakMap<Schedule, OnAir & { from: number }>()

/** Whether a schedule says that its channel is on air; worked out once a window, as it is asked each second. */
export function isScheduledNow(schedule: Schedule | null, wall: number): boolean {
  if (schedule === null) return true
  const last = known.get(schedule)
  if (last && last.from <= wall && (last.until === null || wall < last.until)) return last.onAir
  const next = { ...isOnAir(schedule, wall), from: wall }
  known.set(schedule, next)
  return next.onAir
}
