/** A run slower than this falls behind its source; what is between here and 1 is the clock of the measure. */
export const SLOW_BELOW = 0.98
/** From here on its viewers wait within a minute. */
export const STRAINED_BELOW = 0.9
