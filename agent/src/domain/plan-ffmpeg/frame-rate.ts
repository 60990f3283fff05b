import {
  type Deinterlace,
  pictureStep,
  type Rendition,
  type SourceFacts,
} from '@cashbacktv/contract'

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

/** How many pictures a rendition is encoded of. */
export type Pace = {
  /** Of the channel, a second; null while it is not known. */
  rate: number | null
  /** Of how many of them it has one; absent for each. */
  step?: number | undefined
  /** In a ladder of several rates the greatest such step: every so many pictures one is in all of them. */
  sharedStep?: number | undefined
}

export function paceOf(
  rendition: Rendition,
  renditions: readonly Rendition[],
  rate: number | null,
): Pace {
  const steps = new Set(renditions.map((one) => pictureStep(one, rate)))
  const step = pictureStep(rendition, rate)
  return { rate, step, sharedStep: steps.size > 1 ? Math.max(...steps) : undefined }
}

/** What its encoder gets, a second. */
export function encodedRate({ rate, step = 1 }: Pace): number | null {
  return rate === null ? null : rate / step
}

/**
 * As FFmpeg takes it: 29.97 is 30000/1001, so that audio and picture do not drift apart. That of every
 * second picture is exactly half of it.
 */
export function rational(rate: number, step = 1): string {
  const [count, seconds] = fraction(rate)
  const [shown, over] = count % step === 0 ? [count / step, seconds] : [count, seconds * step]
  return over === 1 ? String(shown) : `${shown}/${over}`
}

function fraction(rate: number): [count: number, seconds: number] {
  const whole = Math.round(rate)
  if (Math.abs(rate - whole) < 0.004) return [whole, 1]
  const dropped = Math.round(rate * 1.001)
  if (Math.abs(rate - dropped / 1.001) < 0.004) return [dropped * 1000, 1001]
  return [Math.round(rate * 1000), 1000]
}

/** Frames between two keyframes. */
export function keyframeInterval(rate: number, seconds: number): number {
  return Math.max(1, Math.round(rate * seconds))
}
