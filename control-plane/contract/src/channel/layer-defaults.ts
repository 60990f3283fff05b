/** A channel has so many layers at most, beside its logo. */
export const MOST_LAYERS = 4

/** Letters at most of a line that stands and of one that runs. */
export const MOST_LETTERS = { text: 120, crawl: 500 } as const

/** Height of a line with what is around it, and the speed at which one runs, as fractions of the frame. */
export const LAYER_BOUNDS = {
  size: { min: 0.02, max: 0.15 },
  speed: { min: 0.02, max: 0.5 },
} as const

/** Of a layer that nobody has set anything of: a line at the top left, a crawl at the foot, a clock above it. */
export const LAYER_DEFAULTS = {
  text: { x: 0.05, y: 0.05 },
  clock: { x: 0.82, y: 0.8 },
  crawl: { y: 0.9, speed: 0.1 },
  drawn: { size: 0.06, colour: '#ffffff', hasBox: true },
} as const

/** How a clock shows the time. */
export const CLOCK_FORMATS = ['HH:MM', 'HH:MM:SS'] as const
