import type { ContentKind, ContentProfile } from '@cashbacktv/contract'
import type { ContentSample } from './content-sample.ts'
import type { Detector } from './detector.ts'
import { isLearnt } from './thresholds.ts'

/** What the first day of a channel shows to be usual: the longest black, freeze and silence of it. */
export function learn(
  profile: ContentProfile,
  { black, freeze, silence }: Readonly<Record<ContentKind, Detector>>,
  sample: ContentSample,
): ContentProfile {
  if (isLearnt(profile)) return profile
  // Watched is what is seen: a source without audio is watched all the same.
  const watched = sample.kind === 'picture' ? sample.seconds : 0
  const isLonger =
    black.present > profile.black ||
    freeze.present > profile.freeze ||
    silence.present > profile.silence
  if (watched === 0 && !isLonger) return profile
  return {
    watchedSeconds: profile.watchedSeconds + watched,
    black: Math.max(profile.black, black.present),
    freeze: Math.max(profile.freeze, freeze.present),
    silence: Math.max(profile.silence, silence.present),
  }
}
