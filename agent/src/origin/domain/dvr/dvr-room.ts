import { DVR_FREE_SHARE } from '@cashbacktv/contract'
import { beginOfHour, HOUR_MS } from './dvr-slot.ts'

/** Hours that have wholly left the window of a channel. */
export function hoursOver(hours: readonly string[], windowSeconds: number, now: number): string[] {
  return hours.filter((hour) => {
    const begin = beginOfHour(hour)
    return begin !== null && begin + HOUR_MS < now - windowSeconds * 1000
  })
}

export type Disk = { totalBytes: number; freeBytes: number }

/** Below this one nothing more is kept: what is on air comes first. */
const LEAST_SHARE = 0.02

/** The oldest hours of all channels go before their time, one after another. */
export function isLow({ totalBytes, freeBytes }: Disk): boolean {
  return freeBytes < totalBytes * DVR_FREE_SHARE
}

export function isFull({ totalBytes, freeBytes }: Disk): boolean {
  return freeBytes < totalBytes * LEAST_SHARE
}

export type KeptHour = { channelId: string; hour: string }

/** The hours to be given up next: the oldest, of every channel that has it, but never the current one. */
export function oldestHours(kept: readonly KeptHour[], current: string): KeptHour[] {
  const [oldest] = kept.map(({ hour }) => hour).toSorted()
  if (oldest === undefined || oldest >= current) return []
  return kept.filter(({ hour }) => hour === oldest)
}
