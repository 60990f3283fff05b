/** How long a condition has lasted or been away, in seconds of media. */
export type Detector = {
  present: number
  absent: number
  isRaised: boolean
}

export const AT_REST: Detector = { present: 0, absent: 0, isRaised: false }

export type Hysteresis = {
  /** After so many seconds it is raised; null for never. */
  raiseAfter: number | null
  /** Raised, it is cleared after so many seconds without it. */
  clearAfter: number
  /** Not raised yet, it is forgotten after so many seconds without it. */
  forgetAfter: number
}

/**
 * One look that stands for `seconds`. What was forgotten or cleared begins anew. What is only seen
 * after a while has been there for `lasting` seconds already.
 */
export function stepDetector(
  before: Detector,
  isPresent: boolean,
  seconds: number,
  { raiseAfter, clearAfter, forgetAfter }: Hysteresis,
  lasting = 0,
): Detector {
  if (raiseAfter === null && before.isRaised) return AT_REST
  if (!isPresent) {
    // Where there was nothing, nothing has gone away: that time is not part of what comes next.
    if (before.present === 0) return AT_REST
    const absent = before.absent + seconds
    const isOver = absent >= (before.isRaised ? clearAfter : forgetAfter)
    return isOver ? AT_REST : { ...before, absent }
  }
  const present = Math.max(before.present + before.absent + seconds, lasting)
  const isRaised = before.isRaised || (raiseAfter !== null && present >= raiseAfter)
  return { present, absent: 0, isRaised }
}
