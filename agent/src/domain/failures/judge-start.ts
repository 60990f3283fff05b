import { type Reason, reasonOf } from '@cashbacktv/contract'
import { LOOK_REASONS } from '../source-look/look-reasons.ts'
import { AUDIO_MISSING } from './classify-exit-rules.ts'
import { refusalIn } from './status-rules.ts'

/** What is wrong with a run that brings nothing. `hopeless`: waiting longer changes nothing. */
export type Trouble = { reason: Reason; hopeless: boolean }

/**
 * Audio comes at most so long after the picture in a sane stream: FFmpeg has looked for a second
 * before it says that it found none.
 */
const AUDIO_WITHIN_MS = 3000
/** Segments in a row that cannot be had, and looks at a playlist that brought nothing new. */
const SEGMENTS_MISSED = 3
const LOOKS_IN_VAIN = 4

const NO_AUDIO_YET = /Could not find codec parameters for stream \d+ \(Audio/
const WRITES = /^\[info\] Output #0/
const MISSED = /Failed to open segment/
const READS = /Opening '[^']*' for reading/
const READS_PLAYLIST = /Opening '[^']*\.m3u8?(\?[^']*)?' for reading/

/** What the log of a live run tells of its source; null when it tells nothing. `ageMs` is the run's. */
export function judgeStart(lines: readonly string[], ageMs: number): Trouble | null {
  if (lines.some((line) => NO_AUDIO_YET.test(line)) && !lines.some((line) => WRITES.test(line))) {
    return ageMs > AUDIO_WITHIN_MS ? { reason: MISSING_AUDIO, hopeless: true } : null
  }
  const reason = missedSegments(lines) ?? stalePlaylist(lines)
  return reason === null ? null : { reason, hopeless: false }
}

const MISSING_AUDIO = reasonOf('encoding', AUDIO_MISSING)

function missedSegments(lines: readonly string[]): Reason | null {
  const last = lines.filter((line) => MISSED.test(line) || / for writing$/.test(line))
  const missed = last.slice(-SEGMENTS_MISSED)
  if (missed.length < SEGMENTS_MISSED || !missed.every((line) => MISSED.test(line))) return null
  const refusal = lines.findLast((line) => refusalIn(line) !== null)
  const said = refusal === undefined ? null : refusalIn(refusal)
  return said === null || said.code === 'not-found' ? LOOK_REASONS.segmentsMissing : said
}

/** The playlist is asked for again and again, and no segment of it. */
export function stalePlaylist(lines: readonly string[]): Reason | null {
  const last = lines.filter((line) => READS.test(line)).slice(-LOOKS_IN_VAIN)
  const isVain = last.length === LOOKS_IN_VAIN && last.every((line) => READS_PLAYLIST.test(line))
  return isVain ? LOOK_REASONS.playlistStale : null
}
