import type { SourceFacts } from '@cashbacktv/contract'
import { lacksAudio } from './judge-survey.ts'
import type { Survey } from './survey-stream.ts'

/** What is known of a source beyond what a decoder sees. */
export type SurveyedFacts = Pick<SourceFacts, 'audioMissing' | 'durationSeconds' | 'pace'> & {
  video?: Pick<SourceFacts['video'], 'keyframeSeconds' | 'refreshes'>
}

export function surveyedFacts(
  survey: Survey,
  program: number | null,
  pace: number | null,
): SurveyedFacts {
  return {
    ...(pace === null ? {} : { pace }),
    ...(lacksAudio(survey, program) ? { audioMissing: true } : {}),
    ...segmentFacts(survey),
  }
}

/** Of one segment of a playlist, in which audio may be absent because it comes apart. */
export function segmentFacts({ keyframes }: Survey): SurveyedFacts {
  if (keyframes === null) return {}
  const { longestGap, refreshes } = keyframes
  return {
    video: {
      keyframeSeconds: Math.round(longestGap * 100) / 100,
      ...(refreshes ? { refreshes } : {}),
    },
  }
}
