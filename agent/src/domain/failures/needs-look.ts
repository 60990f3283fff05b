import type { Failure, StartAction } from '../reconcile/world.ts'
import { LOOK_REASONS } from '../source-look/look-reasons.ts'

/** What FFmpeg says of many kinds of trouble alike: the bytes of the source say more. */
const VAGUE = [
  ...['not-media', 'no-video', 'unclear-picture', 'no-first-segment', 'stalled'],
  ...['decoding-failed', 'output-refused', 'ended'],
]
/** Nothing has come, so nothing is known: a run waits longer than a look. */
const UNDECIDED = ['source-silent', 'no-data', 'ffprobe-missing', 'source-slow']
const LOOKED_AT = new Set([...VAGUE, ...Object.values(LOOK_REASONS).map(({ code }) => code)])

/** How the source of a start is treated after a failure. */
export function startManner(
  failure: Failure | null,
  withoutAudio: boolean,
): Pick<StartAction, 'patient' | 'looksFirst' | 'plainly'> {
  // Where the failure is understood, looking longer into the source finds no more.
  const patient = failure !== null && failure.attempt > 0 && !withoutAudio
  const code = failure?.reason.code
  return { patient, looksFirst: needsLook(code), plainly: code === 'output-refused' }
}

/** Whether the source is looked at before it is tried again after such a failure. */
function needsLook(code: string | undefined): boolean {
  return code !== undefined && LOOKED_AT.has(code)
}

/** Whether a run would only find the same. */
export function isDecided(code: string): boolean {
  return !UNDECIDED.includes(code)
}
