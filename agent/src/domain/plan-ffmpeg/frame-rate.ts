import type { SourceFacts } from '@cashbacktv/contract'

/** Taken for a source that does not say its rate. */
export const USUAL_RATE = 25

/** Frames a second of the output; null when the source does not say, or says what cannot be. */
export function frameRate(facts: SourceFacts | null): number | null {
  const rate = facts?.video.framesPerSecond ?? null
  return rate !== null && rate >= 1 && rate <= 120 ? rate : null
}

/** As FFmpeg takes it: 29.97 is 30000/1001, so that sound and picture do not drift apart. */
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
