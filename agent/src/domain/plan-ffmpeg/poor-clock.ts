import type { SourceFacts } from '@cashbacktv/contract'

/**
 * Containers, as ffprobe names them, that carry pictures without times: cameras that send one JPEG
 * after another, and bare elementary streams. FFmpeg would show 25 a second whatever comes.
 */
const CLOCKLESS =
  /^(mpjpeg|mjpeg|mjpeg_2000|image2pipe|(jpeg|png|webp|bmp)_pipe|h261|h263|h264|hevc|m4v|mpegvideo|vc1|obu|cavsvideo)$/

export function isClockless(container: string | null): boolean {
  return container !== null && CLOCKLESS.test(container)
}

/** One picture after another, which at few bytes a second takes FFmpeg long to recognise. */
const BARE_PICTURES = /^(mjpeg|mjpeg_2000|(jpeg|png|webp|bmp)_pipe)$/

/**
 * Pictures without times get that of their arrival; looking at many to find their rate is in vain.
 * Bare ones are taken for what they were last time, unless the try before this one failed.
 */
export function arrivalTimes(container: string | null, patient: boolean): string[] {
  if (container === null || !isClockless(container)) return []
  const known = BARE_PICTURES.test(container) && !patient ? ['-f', container] : []
  return ['-use_wallclock_as_timestamps', '1', '-fpsprobesize', '0', ...known]
}

/** Seconds between two pictures, whatever the host's clock was set to in between. */
const LONGEST_GAP = 3

/** Goes on by what passed since the picture before: the clock of a host may be set while it is on air. */
export function steadyTimes(facts: SourceFacts | null): string[] {
  if (!isClockless(facts?.container ?? null)) return []
  const passed = `clip(PTS-PREV_INPTS\\,0.001/TB\\,${LONGEST_GAP}/TB)`
  return [`setpts=if(eq(N\\,0)\\,PTS\\,PREV_OUTPTS+${passed})`]
}
