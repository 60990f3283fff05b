import type { Reason } from '@cashbacktv/contract'
import { LOOK_REASONS } from './look-reasons.ts'
import { isClear, isScrambled, type Survey } from './survey-stream.ts'
import type { SurveyedTrack } from './survey-tables.ts'

/** Of a picture whose track is announced, something comes within so many seconds of media. */
const COMES_WITHIN_SECONDS = 1.5

/**
 * Why a transport stream cannot be shown; null when it can, or when FFmpeg has to say. `program`
 * is the one that is to be taken, null for whichever has a picture.
 */
export function judgeSurvey(survey: Survey, program: number | null): Reason | null {
  const tracks = tracksOf(survey, program)
  if (tracks.length === 0) return null
  const videos = tracks.filter(({ kind }) => kind === 'video')
  const comes = ({ pid }: SurveyedTrack) => isClear(survey.traffic.get(pid))
  const isHidden = ({ pid }: SurveyedTrack) => isScrambled(survey.traffic.get(pid))
  if (videos.some(comes)) return null
  if (videos.some(isHidden)) return LOOK_REASONS.scrambled
  const media = tracks.filter(({ kind }) => kind !== 'other')
  // Private data may be a picture or a audio of a kind that is not known here.
  if (videos.length === 0) return tracks.some(isUnnamed) ? null : LOOK_REASONS.noVideo
  return media.some(comes) || media.some(isHidden)
    ? LOOK_REASONS.videoMissing
    : LOOK_REASONS.onlyTables
}

/** Audio that is announced and does not come, of the programme whose picture comes. */
export function lacksAudio(survey: Survey, program: number | null): boolean {
  if (survey.seconds < COMES_WITHIN_SECONDS) return false
  const tracks = tracksOf(survey, program)
  const hasAudio = tracks.filter(({ kind }) => kind === 'audio')
  return hasAudio.length > 0 && !hasAudio.some(({ pid }) => isClear(survey.traffic.get(pid)))
}

/** Everything that is announced has begun to come, so that looking longer shows nothing new. */
export function isComplete({ programmes, traffic }: Survey): boolean {
  const media = programmes.flatMap(({ tracks }) => tracks).filter(({ kind }) => kind !== 'other')
  return media.length > 0 && media.every(({ pid }) => isClear(traffic.get(pid)))
}

function tracksOf(
  { programmes, traffic }: Survey,
  program: number | null,
): readonly SurveyedTrack[] {
  const chosen = programmes.filter(({ number }) => program === null || number === program)
  const clear = chosen.find(({ tracks }) =>
    tracks.some(({ kind, pid }) => kind === 'video' && isClear(traffic.get(pid))),
  )
  return (clear === undefined ? chosen : [clear]).flatMap(({ tracks }) => tracks)
}

/** Private data (0x06) or types of one's own, from 0x80 on. */
function isUnnamed({ type, kind }: SurveyedTrack): boolean {
  return kind === 'other' && type >= 0x80
}
