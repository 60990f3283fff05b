import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { SLATE_RUN_PREFIX } from '../broadcast.ts'

const TURN_SECONDS = 2 ** 33 / TICKS

/**
 * How often the clock of a run, which begins near zero, had begun anew before a segment of it: decode times
 * of CMAF go on where those of MPEG-TS have 33 bits. Half a turn, 13 hours, lies between one answer and the
 * next, so that neither the clock of the host nor how late a file was written matters.
 */
export function turnsBefore(runId: string, writtenAt: number, dts: number): number {
  const begunAt = beginOfRun(runId)
  if (begunAt === null) return 0
  const seconds = (writtenAt - begunAt) / 1000
  return Math.max(0, Math.round((seconds - dts / TICKS) / TURN_SECONDS))
}

/** Milliseconds since 1970; null of a slate, whose clock begins anew with each of its clips. */
function beginOfRun(runId: string): number | null {
  if (runId.startsWith(SLATE_RUN_PREFIX)) return null
  const at = Number.parseInt(runId.split('-', 1)[0] ?? '', 36)
  return Number.isFinite(at) ? at : null
}
