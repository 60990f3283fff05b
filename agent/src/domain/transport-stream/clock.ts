/** Timestamps count 90 000 a second in 33 bits, so they begin again after a day and two hours. */
export const TICKS = 90_000
const WRAP = 2 ** 33

export function wrapped(ticks: number): number {
  return ((Math.round(ticks) % WRAP) + WRAP) % WRAP
}

/** Ticks from `base` to `stamp` on the shorter way round: negative when it lies before. */
export function since(base: number, stamp: number): number {
  const ahead = (((stamp - base) % WRAP) + WRAP) % WRAP
  return ahead >= WRAP / 2 ? ahead - WRAP : ahead
}
