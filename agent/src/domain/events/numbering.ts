/** How far the numbers of events are: which are used, and which have arrived. */
export type Numbering = {
  readonly acknowledged: number
  /** The number of the next event. */
  readonly next: number
  readonly lastWhenOpened: number
  /** Everything above it has surely not been sent yet; null once the other side has been heard. */
  readonly unsentAbove: number | null
}

/** @param acknowledged what the file says that has arrived; null where it is damaged */
export function openNumbering(acknowledged: number | null, lastStored: number): Numbering {
  const last = Math.max(acknowledged ?? 0, lastStored)
  return {
    acknowledged: acknowledged ?? 0,
    next: last + 1,
    lastWhenOpened: last,
    unsentAbove: acknowledged === null ? 0 : last,
  }
}

export function afterAppending(numbering: Numbering, events: number): Numbering {
  return { ...numbering, next: numbering.next + events }
}

/** Everything up to `number` has arrived, as far as it was ever given. The same where that is known. */
export function afterAcknowledging(numbering: Numbering, number: number): Numbering {
  const upTo = Math.min(number, numbering.next - 1)
  return upTo <= numbering.acknowledged ? numbering : { ...numbering, acknowledged: upTo }
}

/**
 * The other side knows numbers up to this one. Where they are news, files were lost or damaged, and
 * what is above `moveAbove` gets numbers behind them; null where nothing has to.
 */
export function afterHearing(
  numbering: Numbering,
  number: number,
): { numbering: Numbering; moveAbove: number | null } {
  const isNews = number > numbering.lastWhenOpened
  const moveAbove = isNews ? numbering.unsentAbove : null
  const next = moveAbove === null ? Math.max(numbering.next, number + 1) : number + 1
  return { numbering: { ...numbering, next, unsentAbove: null }, moveAbove }
}
