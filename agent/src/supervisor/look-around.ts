import { type AirWatch, watchAir } from './watch-air.ts'
import { type FitnessWatch, watchFitness } from './watch-fitness.ts'
import { type QuotaWatch, watchQuota } from './watch-quota.ts'

/** What is looked at each second beside the runs themselves. */
export function lookAround(context: AirWatch & QuotaWatch & FitnessWatch): () => void {
  const looks = [watchAir(context), watchQuota(context), watchFitness(context)]
  return () => {
    for (const look of looks) look()
  }
}
