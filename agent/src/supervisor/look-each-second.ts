import { type AirWatch, watchAir } from '../air/watch-air.ts'
import { type FitnessWatch, watchFitness } from '../runs/watch-fitness.ts'
import { type QuotaWatch, watchMediaQuota } from '../runs/watch-media-quota.ts'

/** What is looked at each second beside the runs themselves. */
export function lookEachSecond(context: AirWatch & QuotaWatch & FitnessWatch): () => void {
  const looks = [watchAir(context), watchMediaQuota(context), watchFitness(context)]
  return () => {
    for (const look of looks) look()
  }
}
