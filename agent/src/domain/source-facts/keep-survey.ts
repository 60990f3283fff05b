import type { SourceFacts } from '@cashbacktv/contract'

type Surveyed = Pick<SourceFacts, 'durationSeconds' | 'pace' | 'audioMissing'>

/**
 * Facts with what only the bytes of a source tell, from facts that know it: who looks at the tracks
 * again, as a run does, does not see it and must not forget it.
 */
export function withSurvey(facts: SourceFacts, known: SourceFacts): SourceFacts {
  const { keyframeSeconds, refreshes } = known.video
  const isSamePicture =
    facts.video.streamId === known.video.streamId && facts.video.index === known.video.index
  const video = isSamePicture
    ? { ...facts.video, ...said({ keyframeSeconds, refreshes }) }
    : facts.video
  const { durationSeconds, pace } = known
  // Another programme has audio of its own.
  const audioMissing = facts.program === known.program ? known.audioMissing : undefined
  return { ...facts, video, ...said<Surveyed>({ durationSeconds, pace, audioMissing }) }
}

/** Without what is not known. */
function said<T extends object>(known: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  const partial: Partial<T> = {}
  for (const key in known) if (known[key] !== undefined) partial[key] = known[key]
  return partial
}
