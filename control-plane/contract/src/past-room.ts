import type { DvrDisk } from './past-observation.ts'

/**
 * Share of the disk that is kept free: below it the oldest hours of all channels go. A host says that
 * its disk is full when less is left, which is when this was not enough.
 */
export const DVR_FREE_SHARE = 0.07

/** Bytes that channels can keep on a disk. */
export function roomForPast({ totalBytes, freeBytes, keptBytes }: DvrDisk): number {
  return Math.max(0, keptBytes + freeBytes - totalBytes * DVR_FREE_SHARE)
}

type PastWish = { windowSeconds: number; budgetBytes: number | null }

/** Bytes that a channel will keep at so many an hour. */
export function bytesForPast({ windowSeconds, budgetBytes }: PastWish, perHour: number): number {
  const whole = Math.round((perHour * windowSeconds) / 3600)
  return Math.min(whole, budgetBytes ?? whole)
}
