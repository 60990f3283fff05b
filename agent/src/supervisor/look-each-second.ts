import { tellRecordings } from '../air/tell-recordings.ts'
import { type AirWatch, watchAir } from '../air/watch-air.ts'
import type { Restreams } from '../restreams/keep-restreams.ts'
import { type CopySampling, sampleCopies } from '../runs/sample-copies.ts'
import { type MediaUseWatch, watchMediaUse } from '../runs/watch-media-use.ts'
import type { Uploads } from '../uploads/keep-uploads.ts'

type EachSecond = AirWatch &
  MediaUseWatch &
  CopySampling &
  Parameters<typeof tellRecordings>[0] & { restreams: Restreams; uploads: Uploads }

/** What is looked at each second beside the runs themselves. */
export function lookEachSecond(context: EachSecond): () => void {
  const looks = [
    watchAir(context),
    watchMediaUse(context),
    sampleCopies(context),
    context.restreams.look,
    tellRecordings(context),
    context.uploads.look,
  ]
  return () => {
    for (const look of looks) look()
  }
}
