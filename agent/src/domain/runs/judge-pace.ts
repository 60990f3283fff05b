import { SLOW_BELOW, STRAINED_BELOW } from '@cashbacktv/contract'
import type { RunObservation } from '../observations/observation.ts'
import type { Run } from '../reconcile/world.ts'

const BUSY_PROCESS_PERCENT = 60
const BUSY_HOST_PERCENT = 90

type Seen = Pick<RunObservation, 'at' | 'speed' | 'cpuPercent' | 'hostCpuPercent'>

/** Slow and strained is only what is slow although it works; else its source is what is slow. */
export function judgePace(run: Run, { at, speed, cpuPercent, hostCpuPercent }: Seen): Run {
  const isBusy =
    (cpuPercent ?? 0) >= BUSY_PROCESS_PERCENT || (hostCpuPercent ?? 0) >= BUSY_HOST_PERCENT
  const isUnder = (limit: number) => speed !== null && speed < limit
  const isBelow = (limit: number) => isBusy && isUnder(limit)
  const belowSince = isUnder(STRAINED_BELOW) ? (run.belowSince ?? at) : null
  const slowSince = isBelow(SLOW_BELOW) ? (run.slowSince ?? at) : null
  const strainedSince = isBelow(STRAINED_BELOW) ? (run.strainedSince ?? at) : null
  const isSame =
    slowSince === run.slowSince &&
    strainedSince === run.strainedSince &&
    belowSince === (run.belowSince ?? null)
  return isSame ? run : { ...run, slowSince, strainedSince, belowSince }
}
