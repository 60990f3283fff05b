import type { RunObservation } from '../observations/observation.ts'
import type { Run } from '../world.ts'

const BUSY_PROCESS_PERCENT = 60
const BUSY_HOST_PERCENT = 90
const SLOW_BELOW = 0.98
const STRAINED_BELOW = 0.9

type Seen = Pick<RunObservation, 'at' | 'speed' | 'cpuPercent' | 'hostCpuPercent'>

/** Slow is only what is slow although it works: a source that comes late is another matter. */
export function judgePace(run: Run, { at, speed, cpuPercent, hostCpuPercent }: Seen): Run {
  const isBusy =
    (cpuPercent ?? 0) >= BUSY_PROCESS_PERCENT || (hostCpuPercent ?? 0) >= BUSY_HOST_PERCENT
  const isBelow = (limit: number) => isBusy && speed !== null && speed < limit
  const slowSince = isBelow(SLOW_BELOW) ? (run.slowSince ?? at) : null
  const strainedSince = isBelow(STRAINED_BELOW) ? (run.strainedSince ?? at) : null
  if (slowSince === run.slowSince && strainedSince === run.strainedSince) return run
  return { ...run, slowSince, strainedSince }
}
