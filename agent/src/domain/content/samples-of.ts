import type { LoudnessObservation } from '@cashbacktv/contract'
import type { ContentSample } from './content-sample.ts'
import { NOTHING_LAID } from './laid.ts'
import { LOOKS_A_SECOND } from './look-size.ts'
import { LOUDNESS_SECONDS } from './loudness-line.ts'
import { lookAtPicture, NO_PICTURE } from './picture.ts'

type Piece = { pictures: readonly Uint8Array[]; readings: readonly LoudnessObservation[] }

/** Samples of a piece by itself, with nothing before it. */
export function samplesOf({ pictures, readings }: Piece): readonly ContentSample[] {
  const samples: ContentSample[] = []
  let memory = NO_PICTURE
  for (const pixels of pictures) {
    const look = lookAtPicture(memory, pixels, NOTHING_LAID)
    memory = look.memory
    samples.push({ kind: 'picture', seconds: 1 / LOOKS_A_SECOND, picture: look.seen })
  }
  for (const loudness of readings) {
    samples.push({ kind: 'loudness', seconds: LOUDNESS_SECONDS, loudness })
  }
  return samples
}
