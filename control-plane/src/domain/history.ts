import type { HistoryRange } from '@cashbacktv/contract'

export type Figures = Readonly<Record<string, number | null>>
export type Columns = Record<string, (number | null)[]>

/** The figures of one subject over the last day, finer the younger. */
export type Series = {
  add(atMs: number, figures: Figures): void
  read(range: HistoryRange, nowMs: number): Columns
  /** The steps of the longest range that ended after one moment and by the other, as they are kept elsewhere. */
  ended(sinceMs: number, nowMs: number): { atMs: number; figures: Figures }[]
  /** Takes back a step that was kept elsewhere. */
  restore(atMs: number, figures: Figures): void
  /** When something was added last. */
  lastAt(): number
}

/** How fine a range is kept: so many steps of so many seconds, each the mean of what came in it. */
export const TIERS: Record<HistoryRange, { stepSeconds: number; steps: number }> = {
  '5m': { stepSeconds: 1, steps: 300 },
  '1h': { stepSeconds: 10, steps: 360 },
  '24h': { stepSeconds: 300, steps: 288 },
}

/** The range whose steps outlive a restart. */
export const LONGEST: HistoryRange = '24h'

const RANGES: readonly HistoryRange[] = ['5m', '1h', '24h']

/** `names` are the columns; others are not kept. Some 75 kB with eight of them. */
export function createSeries(names: readonly string[]): Series {
  const tiers = RANGES.map((range) => [range, createTier(range, names)] as const)
  const byRange = new Map(tiers)
  let lastAt = 0
  return {
    add(atMs, figures) {
      lastAt = atMs
      for (const tier of byRange.values()) tier.add(atMs, figures)
    },
    read: (range, nowMs) => byRange.get(range)?.read(nowMs) ?? {},
    ended: (sinceMs, nowMs) => endedSteps(byRange.get(LONGEST)?.read(nowMs) ?? {}, sinceMs, nowMs),
    restore(atMs, figures) {
      lastAt = Math.max(lastAt, atMs)
      byRange.get(LONGEST)?.add(atMs, figures)
    },
    lastAt: () => lastAt,
  }
}

function endedSteps(columns: Columns, sinceMs: number, nowMs: number) {
  const { stepSeconds, steps } = TIERS[LONGEST]
  const stepMs = stepSeconds * 1000
  const last = Math.floor(nowMs / stepMs)
  return Array.from({ length: steps - 1 }, (_, index) => {
    const entries = Object.entries(columns).map(([name, values]) => [name, values[index] ?? null])
    const figures: Figures = Object.fromEntries(entries)
    return { atMs: (last - steps + 1 + index) * stepMs, figures }
  }).filter(
    ({ atMs, figures }) =>
      atMs + stepMs > sinceMs && Object.values(figures).some((value) => value !== null),
  )
}

function createTier(range: HistoryRange, names: readonly string[]) {
  const { stepSeconds, steps } = TIERS[range]
  const columns = names.map((name) => ({
    name,
    sums: new Float64Array(steps),
    counts: new Uint16Array(steps),
  }))
  let newest = 0

  /** Forgets what the steps between the newest and this one held a round before. */
  function advance(step: number): void {
    const from = Math.max(newest + 1, step - steps + 1)
    for (let stale = from; stale <= step; stale++) {
      for (const { sums, counts } of columns) {
        sums[stale % steps] = 0
        counts[stale % steps] = 0
      }
    }
    newest = step
  }

  return {
    add(atMs: number, figures: Figures) {
      const step = Math.floor(atMs / 1000 / stepSeconds)
      // A clock that was set back by more than the range: it begins anew.
      if (step <= newest - steps) newest = step - steps
      if (step > newest) advance(step)
      const slot = step % steps
      for (const { name, sums, counts } of columns) {
        const value = figures[name]
        if (value === null || value === undefined) continue
        sums[slot] = (sums[slot] ?? 0) + value
        counts[slot] = (counts[slot] ?? 0) + 1
      }
    },
    read(nowMs: number): Columns {
      const last = Math.floor(nowMs / 1000 / stepSeconds)
      const shown = Array.from({ length: steps }, (_, at) => last - steps + 1 + at)
      const isKept = (step: number) => step <= newest && step > newest - steps
      return Object.fromEntries(
        columns.map(({ name, sums, counts }) => [
          name,
          shown.map((step) => {
            const count = isKept(step) ? (counts[step % steps] ?? 0) : 0
            return count === 0 ? null : (sums[step % steps] ?? 0) / count
          }),
        ]),
      )
    },
  }
}
