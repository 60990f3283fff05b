/**
 * Since when viewers of a channel hear silence that is not their source's wish. A short loss of
 * audio is filled and not worth a word; one that lasts is told.
 */
export type Silence = { since: number | null; seconds: number }

export const NO_SILENCE: Silence = { since: null, seconds: 0 }

/** Seconds of silence in a segment that are none. */
const LEAST_SECONDS = 0.3
const TOLD_SECONDS = 3

/** After one more segment, of which so many seconds were filled with silence. */
export function withSegment(silence: Silence, silentSeconds: number, now: number): Silence {
  if (silentSeconds < LEAST_SECONDS) return NO_SILENCE
  return { since: silence.since ?? now, seconds: silence.seconds + silentSeconds }
}

/** Null while there is audio, and while its loss is too short to be told. */
export function missingSince({ since, seconds }: Silence): number | null {
  return seconds >= TOLD_SECONDS ? since : null
}

/** A silence that was told before a restart of ours. */
export function knownSilence(since: number | null): Silence {
  return since === null ? NO_SILENCE : { since, seconds: TOLD_SECONDS }
}
