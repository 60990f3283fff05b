import { addSecond, type MeanCores } from './mean-cores.ts'

/** A run that has all but stopped says nothing of what it would need. */
const LEAST_SPEED = 0.2

/** One more second of a run. What is slower than real time would need more than it got, by as much as it is slow. */
export function addCpu(
  seen: MeanCores | null,
  cpuPercent: number,
  speed: number | null,
): MeanCores {
  const pace = Math.min(1, Math.max(LEAST_SPEED, speed ?? 1))
  return addSecond(seen, cpuPercent / 100 / pace)
}
