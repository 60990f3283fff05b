/** Where a logo is put that nobody has placed: top right, clear of what broadcasters burn in. Fractions of the frame. */
export const DEFAULT_LOGO_PLACE = { x: 0.82, y: 0.05, width: 0.13, opacity: 1 } as const

/** A narrower one is no picture any more. A fraction of the frame. */
export const LEAST_LOGO_WIDTH = 0.005
