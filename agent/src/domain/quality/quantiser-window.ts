/**
 * The quantisers of the last seconds, as FFmpeg told them: each is that of one picture, and one that
 * stands alone has a lower one. So their median counts.
 */
export type QuantiserWindow = readonly (readonly number[])[]

export const NO_QUANTISERS: QuantiserWindow = []

/** One a second. */
const MOST = 15
/** Before the encoder has settled there is nothing to go by. */
const LEAST = 5

/** `quantisers`: one a rendition, the largest first; empty where nothing is encoded. */
export function addQuantisers(
  window: QuantiserWindow,
  quantisers: readonly number[],
): QuantiserWindow {
  return quantisers.length === 0 ? window : [...window, quantisers].slice(-MOST)
}

/** Of one rendition by its place; null while there are too few. */
export function usualQuantiser(window: QuantiserWindow, place: number): number | null {
  const values = window.flatMap((quantisers) => quantisers[place] ?? []).toSorted((a, b) => a - b)
  return values.length < LEAST ? null : (values[Math.floor(values.length / 2)] ?? null)
}
