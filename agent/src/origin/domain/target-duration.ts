/**
 * The longest that any segment will be, which a playlist promises before its first one and must keep
 * (RFC 8216 6.2.1). What is encoded has segments as long as was asked for. What is copied is cut at
 * the keyframes of the source: the first segments show how far these are apart, and the promise
 * leaves some room above. Not more, because players stay three target durations behind.
 */
const HEADROOM = 1.1
/** Share of what was asked for by which a segment of an encoder may be off. */
const TOLERANCE = 0.05

/** Whole seconds to promise, of the durations that are known before the first publication. */
export function promisedSeconds(segmentSeconds: number, durations: readonly number[]): number {
  const longest = Math.max(0, ...durations)
  const asked = Math.ceil(segmentSeconds)
  if (longest <= segmentSeconds * (1 + TOLERANCE)) return asked
  return Math.max(asked, Math.round(longest * HEADROOM))
}

/**
 * Whole seconds that the next segment takes at most, as far as those that are listed tell. The target duration
 * of a playlist never falls, and so says that no more once a single segment was longer than was promised.
 */
export function expectedSeconds(
  segmentSeconds: number,
  {
    segments,
    targetDurationSeconds,
  }: { segments: readonly { durationSeconds: number }[]; targetDurationSeconds: number },
): number {
  const durations = segments.map(({ durationSeconds }) => durationSeconds)
  return Math.min(targetDurationSeconds, promisedSeconds(segmentSeconds, durations))
}

/** What a segment needs: its duration, rounded, may not be above the promise (RFC 8216 4.3.3.1). */
export function neededSeconds(durationSeconds: number): number {
  return Math.max(1, Math.round(durationSeconds))
}
