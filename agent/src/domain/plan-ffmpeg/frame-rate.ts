import type { Deinterlace, SourceFacts } from '@cashbacktv/contract'

/** Taken for a source that does not say its rate. */
export const USUAL_RATE = 25

/** Players and the look-ahead of the encoder count in frames: with fewer each would take seconds. */
const LEAST_RATE = 10

/**
 * Frames a second of the output; null while nothing is known of the source. One that does not say
 * its rate, or says what cannot be, gets the usual one; of slides each is shown several times.
 */
export function frameRate(facts: SourceFacts | null, deinterlace: Deinterlace): number | null {
  if (facts === null) return null
  const { framesPerSecond: said, interlaced } = facts.video
  const rate = said !== null && said >= 1 && said <= 120 ? said : USUAL_RATE
  if (rate < LEAST_RATE) return rate * Math.ceil(LEAST_RATE / rate)
  return interlaced && deinterlace === 'field' && rate <= 30 ? rate * 2 : rate
}

/** As FFmpeg takes it: 29.97 is 30000/1001, so that audio and picture do not drift apart. */
export function rational(rate: number): string {
  const whole = Math.round(rate)
  if (Math.abs(rate - whole) < 0.004) return String(whole)
  const dropped = Math.round(rate * 1.001)
  if (Math.abs(rate - dropped / 1.001) < 0.004) return `${dropped * 1000}/1001`
  return `${Math.round(rate * 1000)}/1000`
}

/** Frames between two keyframes. */
export function keyframeInterval(rate: number, seconds: number): number {
  return Math.max(1, Math.round(rate * seconds))
}
