import { rational } from './frame-rate.ts'

/** In frames: one picture may be so far from its time, and all of them together so far. */
const MOST_JITTER = 1
const MOST_OFFSET = 0.6
/** What one picture counts among those before it. */
const NEWEST = 0.1

/**
 * Puts each picture into its place on the clock: the one after the last while pictures come about
 * then, else the nearest. FFmpeg's own `-r` lets them stay up to 1.1 frames away from their time for
 * good once something has moved them, such as advertisements of another rate: 80 ms from the audio.
 */
export function cadence(rate: number | null): string[] {
  if (rate === null) return []
  const perTick = `TB*${rational(rate)}`
  const own = `PTS*${perTick}`
  // Registers: 0 the place after the last, 1 how far this picture is from it, 2 how far they all are.
  const place = [
    `st(0\\,round(PREV_OUTPTS*${perTick})+1)`,
    `st(1\\,${own}-ld(0))`,
    // The first has none before it, and NaN is not less than anything.
    `st(2\\,if(lt(abs(ld(1))\\,${MOST_JITTER})\\,ld(2)+${NEWEST}*(ld(1)-ld(2))\\,${MOST_JITTER}))`,
    // A new place, from which they are counted anew.
    `if(lt(abs(ld(2))\\,${MOST_OFFSET})\\,ld(0)\\,st(0\\,round(${own}))+0*st(2\\,${own}-ld(0)))`,
  ].join('\\;')
  return ['settb=AVTB', `setpts=(${place})/(${perTick})`, `fps=${rational(rate)}`]
}
