/** Frames of the source between two that FFmpeg reports in its log. */
export const REPORT_EVERY_FRAMES = 125
/** Name of the filter that reports, by which its lines are known. */
export const FRAME_REPORT = 'showinfo@source'

/**
 * A branch of the source before anything is done to it: size, shape and time of a frame now and then,
 * and of the first after each change of size. It ends in nothing, so that no frames pile up.
 */
export function withFrameReport(specifier: string): string {
  const report = `framestep=${REPORT_EVERY_FRAMES},sidedata=mode=delete,${FRAME_REPORT}=checksum=0,nullsink`
  return `[${specifier}]split[seen][picture];[seen]${report};[picture]`
}
