/** Frames of the source between two that FFmpeg reports in its log: a change of aspect is told by them alone. */
export const REPORT_EVERY_FRAMES = 50
/** Name of the filter that reports, by which its lines are known: with how many frames lie between two. */
export const FRAME_REPORT = `showinfo@source${REPORT_EVERY_FRAMES}`
/** So many lie between two of a run that an earlier release started, whose name does not say it. */
export const REPORT_ONCE_EVERY_FRAMES = 125

/**
 * A branch of the source before anything is done to it: size, shape and time of a frame now and then,
 * and of the first after each change of size. It ends in nothing, so that no frames pile up.
 */
export function withFrameReport(specifier: string): string {
  const report = `framestep=${REPORT_EVERY_FRAMES},sidedata=mode=delete,${FRAME_REPORT}=checksum=0,nullsink`
  return `[${specifier}]split[seen][picture];[seen]${report};[picture]`
}
