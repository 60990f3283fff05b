import { type AirWatch, watchAir } from '../air/watch-air.ts'
import { type MediaUseWatch, watchMediaUse } from '../runs/watch-media-use.ts'

/** What is looked at each second beside the runs themselves. */
export function lookEachSecond(context: AirWatch & MediaUseWatch): () => void {
  const looks = [watchAir(context), watchMediaUse(context)]
  return () => {
    for (const look of looks) look()
  }
}
