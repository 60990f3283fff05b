import { isEqual } from '@cashbacktv/contract'
import { z } from 'zod'
import { readJson, writeJson } from '../../files/json-file.ts'
import type { PeriodAnchors } from '../domain/dash/place-periods.ts'

/** More than a window can have; what is older is of nothing that is listed. */
const MOST_PERIODS = 1000

const AnchorsFile = z.object({
  periods: z
    .record(
      z.string().max(300),
      z.object({
        firstFile: z.int().nonnegative(),
        start: z.number().nonnegative(),
        offset: z.number().nonnegative(),
      }),
    )
    .refine((periods) => Object.keys(periods).length <= MOST_PERIODS),
})

/** Where the periods of a channel's manifest began: also for the next origin, whose players go on with them. */
export type KeptAnchors = {
  known(): PeriodAnchors
  keep(anchors: PeriodAnchors): void
}

/**
 * Nothing is read or written before DASH is asked for. A file that is damaged or cannot be written costs
 * players a new period, and nothing else: nobody is told.
 */
export function keepAnchors(path: string): KeptAnchors {
  let anchors: PeriodAnchors | null = null
  return {
    known() {
      const read = anchors === null ? readJson(path, AnchorsFile) : null
      anchors ??= read?.kind === 'ok' ? new Map(Object.entries(read.value.periods)) : new Map()
      return anchors
    },
    keep(next) {
      const isKept = anchors !== null && isEqual([...anchors], [...next])
      anchors = next
      if (isKept) return
      try {
        writeJson(path, { periods: Object.fromEntries(next) })
      } catch {
        // As where it is damaged.
      }
    },
  }
}
