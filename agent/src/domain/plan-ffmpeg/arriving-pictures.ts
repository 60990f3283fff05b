import type { SourceFacts } from '@cashbacktv/contract'
import { steadyTimes } from './poor-clock.ts'

/** What is done with pictures as they are decoded, before they are looked at as fields or scaled. */
export function arrivingPictures(facts: SourceFacts | null): string[] {
  return [...steadyTimes(facts), ...fromKeyframe(facts)]
}

/** FFmpeg's decoder of HEVC makes grey pictures up until the first keyframe; that of H.264 waits. */
function fromKeyframe(facts: SourceFacts | null): string[] {
  return facts?.video.codec === 'hevc' ? ['select=st(0\\,max(ld(0)\\,key))'] : []
}
