import type { History } from '@cashbacktv/contract'
import { availabilityOf, type Counted, qualityOf } from './analytics-figures.ts'
import { playerFiguresOf } from './player-amounts.ts'
import { stepBegin } from './rollup-steps.ts'

type Form = { from: number; to: number; pointSeconds: number }

/** All channels over the time, by points; the first and the last may be of less than a whole point. */
export function courseOf(
  { from, to, pointSeconds }: Form,
  points: readonly (Counted & { atMs: number })[],
  peaks: readonly { atMs: number; viewers: number }[],
): History {
  const pointMs = pointSeconds * 1000
  const first = stepBegin(from, pointSeconds)
  const until = stepBegin(to - 1, pointSeconds) + pointMs
  const sums = new Map(points.map((point) => [point.atMs, point]))
  const peakAt = new Map(peaks.map((peak) => [peak.atMs, peak.viewers]))
  const shown = Array.from({ length: (until - first) / pointMs }, (_, index) => {
    const atMs = first + index * pointMs
    const seconds = (Math.min(to, atMs + pointMs) - Math.max(from, atMs)) / 1000
    return { sum: sums.get(atMs), seconds, peak: peakAt.get(atMs) ?? null }
  })
  const each = (read: (sum: Counted, seconds: number) => number | null) => {
    return shown.map(({ sum, seconds }) => (sum ? rounded(read(sum, seconds)) : null))
  }
  return {
    stepSeconds: pointSeconds,
    until: new Date(until).toISOString(),
    points: {
      availabilityPercent: each((sum) => percent(availabilityOf(sum))),
      viewersPeak: shown.map(({ peak }) => peak),
      viewers: each((sum, seconds) => sum.viewerSeconds / seconds),
      bandwidthKbps: each((sum, seconds) => (sum.sentBytes * 8) / 1000 / seconds),
      slateSeconds: each((sum) => sum.slateSeconds),
      restarts: each((sum) => sum.restarts),
      stallsPerHour: each((sum) => playerFiguresOf(sum).stallsPerHour),
      throughputKbps: each((sum) => playerFiguresOf(sum).throughputKbps),
      qualityScore: each((sum) => qualityOf(sum)),
      cpuCores: each((sum, seconds) => sum.cpuSeconds / seconds),
    },
  }
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100
}

/** Finer than thousandths nothing is shown. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000
}
