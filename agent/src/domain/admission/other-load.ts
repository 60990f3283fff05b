import { addSecond, type MeanCores } from './mean-cores.ts'

/**
 * One more second of what programs other than the channels take of the host.
 *
 * @param coresPercent how busy each core was, 0 to 100
 * @param runsPercent what each run took, in percent of one core; null for one that was not measured:
 *   then nothing can be told of the others, and the mean stays as it is
 */
export function addOtherLoad(
  seen: MeanCores | null,
  coresPercent: readonly number[],
  runsPercent: readonly (number | null)[],
): MeanCores | null {
  let percent = coresPercent.reduce((sum, core) => sum + core, 0)
  for (const own of runsPercent) {
    if (own === null) return seen
    percent -= own
  }
  return addSecond(seen, Math.max(0, percent) / 100)
}
