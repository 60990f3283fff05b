import type { ContentKind } from '@cashbacktv/contract'
import type { Labelled, Programme } from './content-clips.ts'
import type { Told } from './content-run.ts'
import { type Figure, percentile } from './figure.ts'

export type Judged = { programme: Programme; told: readonly Told[] }

/** Of each kind how many of its conditions were found and how late, and what was told for nothing. */
export function verdict(
  judged: readonly Judged[],
  after: Readonly<Partial<Record<ContentKind, number>>>,
): Figure[] {
  const found = judged.flatMap(({ programme, told }) =>
    programme.labels.map((label) => {
      const at = told.find((one) => one.kind === label.kind && isWithin(label, one.at))?.at
      const late = at === undefined ? null : at - label.from - (after[label.kind] ?? 0)
      return { kind: label.kind, late }
    }),
  )
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  const told = judged.reduce((sum, one) => sum + one.told.length, 0)
  const wrong = told - found.filter(({ late }) => late !== null).length
  const seconds = judged.reduce((sum, { programme }) => sum + programme.seconds, 0)
  return [
    ...kinds.flatMap((kind) => ofKind(kind, found)),
    {
      what: 'false alarms',
      value: wrong / (seconds / 86_400),
      unit: '/channel-day',
      bar: { atMost: 1 },
      note: `${wrong} in ${Math.round(seconds)} s`,
    },
  ]
}

function ofKind(
  kind: ContentKind,
  found: readonly { kind: ContentKind; late: number | null }[],
): Figure[] {
  const all = found.filter((one) => one.kind === kind)
  const late = all.flatMap((one) => (one.late === null ? [] : [one.late]))
  return [
    {
      what: `${kind}: found`,
      value: late.length / all.length,
      unit: '',
      bar: { atLeast: 0.98 },
      note: `${late.length} of ${all.length}`,
    },
    {
      what: `${kind}: after its duration, at most`,
      value: percentile(late, 1),
      unit: 's',
      bar: { atMost: 2 },
      note: `at the earliest ${Math.min(...late).toFixed(1)} s`,
    },
  ]
}

function isWithin({ from, seconds }: Labelled, at: number): boolean {
  return at >= from && at <= from + seconds + 2
}
