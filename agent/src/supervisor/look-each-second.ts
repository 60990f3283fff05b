import { type AirWatch, watchAir } from '../air/watch-air.ts'
import { type CopySampling, sampleCopies } from '../runs/sample-copies.ts'
import { type MediaUseWatch, watchMediaUse } from '../runs/watch-media-use.ts'

/** What is looked at each second beside the runs themselves. */
export function lookEachSecond(context: AirWatch & MediaUseWatch & CopySampling): () => void {
  const looks = [watchAir(context), watchMediaUse(context), sampleCopies(context)]
  return () => {
    for (const look of looks) look()
  }
}
