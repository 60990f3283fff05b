import type { ContentKind, ContentSettings, LoudnessObservation } from '@cashbacktv/contract'
import type { RecentBitrate } from '../input-figures/packet-window.ts'
import { REPORT_EVERY_FRAMES } from '../plan-ffmpeg/frame-report.ts'
import type { ContentSample } from './content-sample.ts'
import type { Cards } from './still-cards.ts'

/** Quieter is silence: noise of a line that is open, and nothing that a programme has. In LUFS. */
const SILENT_BELOW = -60
/**
 * Samples so close to full scale have been cut off, in dB: EBU R 128 has programmes end at -1, and a
 * tone that was cut off comes out of AAC a little lower than it went in.
 */
const CLIPPED_FROM = -0.5

/** Short-term loudness is of three seconds: it is off up to so long after the programme is. */
const SHORT_TERM_LAG = 2.5
/** Between two reports of the frame, at 25 a second: half of it was of the new shape. */
const SHAPE_LAG = REPORT_EVERY_FRAMES / 25 / 2
/** Seconds over which a bitrate is judged: keyframes are farther apart than one. */
const BITRATE_OVER = 10
/** Rates closer than this are the same one, counted differently. */
const SAME_RATE = 0.025
const SAME_FRAMES = 0.5

/** `lasting`: for how many seconds it must have been there before it could be seen. */
export type Judged = { kind: ContentKind; isPresent: boolean; lasting?: number }

export type JudgedBy = Pick<ContentSettings, 'floorKbps' | 'targetLufs' | 'toleranceLu'> & {
  lowBitrate: { seconds: number | null }
}

/** What is usual, and what the last pictures resemble. */
export type Usual = { cards: Cards; shape: string | null; framesPerSecond: number | null }

/** Which conditions a sample speaks of, and whether they are there. */
export function judgeSample(
  sample: ContentSample,
  settings: JudgedBy,
  known: Usual,
): readonly Judged[] {
  switch (sample.kind) {
    case 'picture': {
      const { isBlack, isMoving } = sample.picture
      return [
        { kind: 'black', isPresent: isBlack },
        // Black stands still by nature: it is told of as black.
        { kind: 'freeze', isPresent: !isMoving && !isBlack },
        { kind: 'stillCard', isPresent: known.cards.isSame },
      ]
    }
    case 'loudness':
      return [
        { kind: 'silence', isPresent: isSilent(sample.loudness) },
        {
          kind: 'loudness',
          isPresent: isOff(sample.loudness, settings),
          lasting: SHORT_TERM_LAG,
        },
        { kind: 'clipping', isPresent: (sample.loudness.peakDb ?? -70) >= CLIPPED_FROM },
      ]
    case 'packets': {
      const { audioAbsentSeconds: absent, bitrate } = sample
      const low = secondsBelow(bitrate, settings)
      return [
        { kind: 'noAudio', isPresent: absent > 0, lasting: absent },
        { kind: 'lowBitrate', isPresent: low > 0, lasting: low },
      ]
    }
    case 'shape':
      return [judgeShape(sample, known)]
  }
}

function isSilent({ momentaryLufs }: LoudnessObservation): boolean {
  return momentaryLufs === null || momentaryLufs < SILENT_BELOW
}

/** Silence is told of as silence. */
function isOff(
  { shortTermLufs }: LoudnessObservation,
  { targetLufs, toleranceLu }: Pick<ContentSettings, 'targetLufs' | 'toleranceLu'>,
): boolean {
  return shortTermLufs !== null && Math.abs(shortTermLufs - targetLufs) > toleranceLu
}

/**
 * For how long the bitrate has been below the floor; 0 where its mean is not. The mean falls below it
 * late: what it fell from is left out of how long that was.
 */
function secondsBelow(
  { kbps, sinceSeconds }: RecentBitrate,
  { floorKbps, lowBitrate }: JudgedBy,
): number {
  const looked = kbps.slice(-Math.min(BITRATE_OVER, lowBitrate.seconds ?? BITRATE_OVER))
  const sum = looked.reduce((before, one) => before + one, 0)
  if (looked.length === 0 || sum >= floorKbps * looked.length) return 0
  return looked.length - looked.findIndex((one) => one < floorKbps) + sinceSeconds
}

function judgeShape(
  { shape, rate }: Extract<ContentSample, { kind: 'shape' }>,
  { shape: usual, framesPerSecond }: Usual,
): Judged {
  const isReshaped = usual !== null && usual !== shape
  const isRepaced =
    rate !== null && framesPerSecond !== null && !isSameRate(rate.framesPerSecond, framesPerSecond)
  const lasting = Math.max(isReshaped ? SHAPE_LAG : 0, isRepaced ? rate.forSeconds : 0)
  return { kind: 'changed', isPresent: isReshaped || isRepaced, lasting }
}

function isSameRate(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(SAME_FRAMES, other * SAME_RATE)
}
