import type { Reason } from '@cashbacktv/contract'
import { classifyExit } from '../domain/failures/classify-exit.ts'
import { isComplete, judgeSurvey } from '../domain/source-look/judge-survey.ts'
import { LOOK_REASONS } from '../domain/source-look/look-reasons.ts'
import { type Content, recognise } from '../domain/source-look/recognise.ts'
import { type Survey, surveyStream } from '../domain/source-look/survey-stream.ts'
import type { ReachableSource } from './check-source.ts'
import { readStart, type SourceStart } from './read-start.ts'

/** `survey` is null for what is no transport stream. */
export type StartLook =
  | { kind: 'refused'; reason: Reason }
  | { kind: 'read'; content: Content; start: SourceStart; survey: Survey | null }

/**
 * `glance` ends as soon as there is a picture to read, `brief` when all that is announced has begun
 * to come; `study` sees what there is to see of it.
 */
export type LookDepth = 'glance' | 'brief' | 'study'

export type LookOptions = {
  depth: LookDepth
  timeoutMs: number
  signal?: AbortSignal | undefined
  /** A study is to be brief from then on. */
  hurry?: AbortSignal | undefined
}

const MOST_BYTES = { glance: 2_000_000, brief: 10_000_000, study: 10_000_000 }
/** Of a container that FFmpeg has to recognise: so much of it, or what comes of it in so many seconds. */
const OTHER_BYTES = { glance: 4096, brief: 1_000_000, study: 2_500_000 }
const OTHER_SECONDS = { glance: 1.6, brief: 1.6, study: 5.5 }
/**
 * Media in which a usual distance of keyframes shows, and in which one that is far does; and how
 * long is waited for what is announced and does not come, or comes scrambled.
 */
const STUDY_SECONDS = { usual: 2.5, most: 5.5, incomplete: 4, hidden: 1.5 }
/** A stream that is sent at its own pace begins with what its server had in store. */
const PACE_SECONDS = 4
const SLOWEST_PACE = 0.85
/** A live stream has no such pauses. */
const STALLED_SECONDS = 2.5
const MOST_POURED_SECONDS = 30
/** A server's store of a live stream is sent within it; a file keeps pouring. */
const POUR_SECONDS = 1.5
/** Media in which sizes and rates show. */
const BRIEF_SECONDS = 1
/** That a part has not come yet is said only by who has waited for it. */
const NEEDS_LONGER = [LOOK_REASONS.videoMissing, LOOK_REASONS.silent]
const DRM_BOXES = ['encv', 'enca', 'pssh']

/** What the bytes of a source are, and why they are of no use if they are not. */
export async function lookAtStart(
  source: ReachableSource,
  { depth: wanted, timeoutMs, signal, hurry }: LookOptions,
): Promise<StartLook> {
  const depthNow = () => (wanted === 'study' && hurry?.aborted ? 'brief' : wanted)
  const start = await readStart(source, {
    timeoutMs,
    signal,
    maxBytes: MOST_BYTES[wanted],
    enough: (bytes, seconds) => isEnough(bytes, seconds, depthNow()),
  })
  const depth = depthNow()
  const { bytes } = start
  if (bytes.length === 0) return { kind: 'refused', reason: whyNothing(source.url, start) }
  const content = recognise(bytes)
  const survey = content === 'transport-stream' ? surveyStream(bytes) : null
  const program = source.program ?? null
  const reason = judgeContent(content, start) ?? (survey && judgeStream(survey, start, program))
  const isTooSoon = depth === 'brief' && reason !== null && NEEDS_LONGER.includes(reason)
  return reason && !isTooSoon
    ? { kind: 'refused', reason }
    : { kind: 'read', content, start, survey }
}

function isEnough(bytes: Buffer, seconds: number, depth: LookDepth): boolean {
  const content = recognise(bytes)
  // Whole playlists are short, and their servers end them.
  if (content === 'hls' || content === 'channel-list') return bytes.length > 1_000_000
  if (content === 'unknown' || content === 'text' || content === 'picture') {
    const most = content === 'picture' ? OTHER_BYTES.study : OTHER_BYTES[depth]
    return bytes.length >= most || seconds >= OTHER_SECONDS[depth]
  }
  if (content !== 'transport-stream') return bytes.length >= 2048
  const survey = surveyStream(bytes)
  return survey === null ? seconds > STUDY_SECONDS.most : isSurveyed(survey, seconds, depth)
}

function isSurveyed(survey: Survey, seconds: number, depth: LookDepth): boolean {
  const { keyframes } = survey
  if (depth === 'glance' && keyframes !== null) return true
  if (depth === 'brief' && isComplete(survey) && survey.seconds >= BRIEF_SECONDS) return true
  const isHidden = judgeSurvey(survey, null) === LOOK_REASONS.scrambled
  if (isHidden && seconds > STUDY_SECONDS.hidden) return true
  const seen = Math.max(survey.seconds, seconds)
  if (!isComplete(survey)) return seen >= STUDY_SECONDS.incomplete
  if (seconds < POUR_SECONDS && survey.seconds < MOST_POURED_SECONDS) return false
  const isKnown = keyframes === null || keyframes.count >= 2
  return survey.seconds >= (isKnown ? STUDY_SECONDS.usual : STUDY_SECONDS.most)
}

function judgeContent(content: Content, { bytes, ended }: SourceStart): Reason | null {
  switch (content) {
    case 'page':
      return LOOK_REASONS.page
    case 'dash':
      return LOOK_REASONS.dash
    case 'channel-list':
      return LOOK_REASONS.channelList
    case 'picture':
      return ended ? LOOK_REASONS.picture : null
    case 'text':
      return ended ? LOOK_REASONS.text : null
    case 'mp4':
      return DRM_BOXES.some((box) => bytes.includes(box)) ? LOOK_REASONS.encrypted : null
    default:
      return null
  }
}

function judgeStream(survey: Survey, start: SourceStart, program: number | null): Reason | null {
  if (!start.ended && start.silentSeconds > STALLED_SECONDS) return LOOK_REASONS.silent
  return judgeSurvey(survey, program)
}

/** Slower than it is to be played, as far as it has been looked at; null when it keeps up. */
export function slowPace({ seconds }: SourceStart, survey: Survey): number | null {
  const pace = survey.seconds / seconds
  return seconds >= PACE_SECONDS && survey.seconds > 0 && pace < SLOWEST_PACE ? pace : null
}

/** So much faster than it is to be played that it is no live stream, most likely. */
export function isPouring(
  { seconds, silentSeconds, ended }: SourceStart,
  survey: Survey | null,
): boolean {
  return ended || (survey !== null && survey.seconds > 4 * (seconds - silentSeconds))
}

/** Others are a conversation that only FFmpeg can lead. */
export function isReadAsBytes(href: string): boolean {
  return /^(https?|udp|srt):/.test(href)
}

function whyNothing(href: string, { failed, ended, log }: SourceStart): Reason {
  const isDatagram = /^udp:/.test(href)
  const said = classifyExit({ code: 1, signal: null, asked: false, tail: log })
  const isVague = said === null || ['read-failed', 'ended', 'source-silent'].includes(said.code)
  if (isDatagram && isVague) return LOOK_REASONS.noPackets
  if (failed && said !== null && said.code !== 'ended') return said
  return ended ? LOOK_REASONS.nothing : LOOK_REASONS.silent
}
