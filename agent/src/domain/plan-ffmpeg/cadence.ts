import { rational } from './frame-rate.ts'

/** Of a frame: pictures that come earlier or later than that are no longer jitter. */
const MOST_JITTER = 0.7

/**
 * Puts each picture into its place on the clock: the one after the last while it comes about then,
 * else the nearest. FFmpeg's own `-r` lets pictures stay up to 1.1 frames away from their time for
 * good once something has moved them, such as advertisements of another rate: 80 ms from the sound.
 */
export function cadence(rate: number | null): string[] {
  if (rate === null) return []
  const perTick = `TB*${rational(rate)}`
  const next = `round(PREV_OUTPTS*${perTick})+1`
  const own = `PTS*${perTick}`
  // The first has none before it: what is compared with NaN is not less.
  const place = `if(lt(abs(${own}-(${next}))\\,${MOST_JITTER})\\,${next}\\,round(${own}))`
  return ['settb=AVTB', `setpts=(${place})/(${perTick})`, `fps=${rational(rate)}`]
}
