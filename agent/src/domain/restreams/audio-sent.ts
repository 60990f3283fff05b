/** How the audio of what is sent is coded: `aac`, `mp2 48000` with its rate in Hz; `none` where there is none. */
export type AudioSent = {
  codec: string
  /** What has come on air since, and when: what is sent is some segments behind. */
  next: { codec: string; since: number } | null
}

/**
 * What is sent follows what is on air once all that is listed is of the new kind: who begins to read a
 * playlist begins three segments before its end (RFC 8216 6.3.3). `codec`: on air; null while that is not
 * known. Times are milliseconds of the steady clock.
 */
export function nextAudioSent(
  before: AudioSent | null,
  codec: string | null,
  { now, behindMs }: { now: number; behindMs: number },
): AudioSent | null {
  if (codec === null) return before
  if (before === null || before.codec === codec) return { codec, next: null }
  const next = before.next?.codec === codec ? before.next : { codec, since: now }
  return now - next.since < behindMs ? { ...before, next } : { codec, next: null }
}
