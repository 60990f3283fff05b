/** The figures of the list, in the order of its columns. */
export const FIGURES = ['speed', 'fps', 'cpu', 'memory', 'bitrateOut', 'viewers'] as const
type Figure = (typeof FIGURES)[number]

const FROM_WIDE: Record<Figure, string> = {
  speed: 'max-lg:hidden',
  fps: 'max-2xl:hidden',
  cpu: 'max-xl:hidden',
  memory: 'max-2xl:hidden',
  bitrateOut: 'max-2xl:hidden',
  viewers: 'max-sm:hidden',
}

/** Where there is room for the column, and how wide: a bit rate is a longer word than a share or a count. */
export function columnClass(name: Figure): string {
  return `${name === 'bitrateOut' ? 'w-30' : 'w-23'} ${FROM_WIDE[name]}`
}

/** Said again, because boxes in place of table cells lose what they are. */
export const ROLES = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const
