/** One measured figure. Without a bar it is for information. */
export type Figure = {
  what: string
  value: number
  unit: string
  bar?: { atMost: number } | { atLeast: number }
  note?: string
}

export type Measurement = {
  name: string
  about: string
  /** Not unless it is named. */
  isOnDemand?: boolean
  measure(): Promise<Figure[]>
}

export function isMet({ value, bar }: Figure): boolean {
  if (!bar) return true
  return 'atMost' in bar ? value <= bar.atMost : value >= bar.atLeast
}

export type Compared = {
  what: string
  value: number
  unit: string
  /** What the machine took in the same run for the least of the same kind. */
  reference: { what: string; value: number }
  /** Of the reference. */
  bar?: { atMost: number }
  /** Of the figure itself, where none on the ratio has been measured yet. */
  absolute?: { atMost: number }
}

/**
 * A figure that says as much of the machine as of us, and beside it its ratio to a reference of the
 * same run, which says more of us.
 */
export function comparedFigures(compared: Compared): Figure[] {
  const { what, value, unit, reference, bar, absolute } = compared
  const note = `${reference.what}: ${rounded(reference.value)} ${unit}`
  const ratio = value / reference.value
  return [
    { what, value, unit, note, ...(absolute && { bar: absolute }) },
    { what: `${what}, of ${reference.what}`, value: ratio, unit: 'x', ...(bar && { bar }) },
  ]
}

/** Lines of a table with the bar of each figure and whether it is met. */
export function figureTable(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${rounded(figure.value)} ${figure.unit}`,
    barText(figure),
    figure.bar ? (isMet(figure) ? 'met' : 'MISSED') : '',
    figure.note ?? '',
  ])
  const all = [['figure', 'measured', 'bar', '', ''], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  )
  return all
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

/** The value below which the share `p` (0 to 1) of the samples lies. */
export function percentile(samples: number[], p: number): number {
  const sorted = [...samples].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}

function barText({ bar, unit }: Figure): string {
  if (!bar) return ''
  return 'atMost' in bar ? `<= ${bar.atMost} ${unit}` : `>= ${bar.atLeast} ${unit}`
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
