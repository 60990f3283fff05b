type Values = readonly (number | null)[]

/** The top of a chart: the next round figure above what is shown, and never below `floor`. */
export function chartTop(values: Values, floor: number): number {
  const most = Math.max(floor, ...values.map((value) => value ?? 0))
  if (!(most > 0)) return 1
  const magnitude = 10 ** Math.floor(Math.log10(most))
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find(
    (round) => round * magnitude >= most * 0.999,
  )
  return (step ?? 10) * magnitude
}

/**
 * The line of a chart in a box of `width` by `height`. Gaps stay gaps; a value alone between two
 * gaps becomes a short stroke, so that it is seen.
 */
export function chartPath(values: Values, width: number, height: number, top: number): string {
  const step = width / Math.max(1, values.length - 1)
  let path = ''
  values.forEach((value, index) => {
    if (value === null) return
    const x = index * step
    const y = height - (Math.min(value, top) / top) * height
    const joined = index > 0 && values[index - 1] !== null
    const alone = !joined && (values[index + 1] ?? null) === null
    path += `${joined ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}${alone ? 'h0.1' : ''}`
  })
  return path
}

/** A sample may come a moment after its time: one or two that are missing at the end are only late. */
const MOST_LATE = 2

/** Where the newest value is; the end where nothing has come for longer. */
export function newestPlace(values: Values): number {
  const last = Math.max(0, values.length - 1)
  const known = values.findLastIndex((value) => value !== null)
  return known >= 0 && last - known <= MOST_LATE ? known : last
}

export type Summary = { last: number | null; least: number | null; most: number | null }

/** What the line says, for those who do not see it. */
export function summarise(values: Values): Summary {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return { last: null, least: null, most: null }
  return {
    last: values.at(-1) ?? null,
    least: Math.min(...known),
    most: Math.max(...known),
  }
}
