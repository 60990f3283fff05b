/** A press of a button or a link. `name` is what it said at that moment. */
export type Press = {
  atMs: number
  x: number
  y: number
  name: string
  /** Of the element, so that one that changed its meaning is told from another one. */
  element: unknown
  byKeyboard: boolean
}

/** So long a second press at a place is taken for one of what was there before. */
const SETTLED_MS = 1500
const SAME_PLACE_PX = 8

/**
 * True for a press that hits something else than what was pressed at that place a moment ago: the
 * button changed its meaning, another moved there, or a dialog or a message opened beneath the
 * pointer. It was meant for what is gone.
 */
export function isStrayPress(last: Press | null, next: Press): boolean {
  if (!last || next.atMs - last.atMs > SETTLED_MS || last.name === next.name) return false
  if (next.byKeyboard) return last.byKeyboard && last.element === next.element
  return !last.byKeyboard && Math.hypot(next.x - last.x, next.y - last.y) <= SAME_PLACE_PX
}
