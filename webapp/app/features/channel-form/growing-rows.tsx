import { Fragment, type ReactNode } from 'react'
import { FieldProblemText } from '../../ui/field.tsx'
import { type GrowingKind, withOneMore, withTyped } from './domain/growing-rows.ts'

type GrowingRowsProps<Row> = {
  kind: GrowingKind<Row>
  rows: readonly Row[]
  hint: string
  /** What is wrong with the rows as a whole. */
  problem: string | undefined
  onChange: (rows: Row[]) => void
  children: (row: Row, at: number, onChange: (part: Partial<Row>) => void) => ReactNode
}

/** A list with an empty row for one more: a cleared row is gone once it is sent, without JavaScript too. */
export function GrowingRows<Row>(props: GrowingRowsProps<Row>) {
  const { kind, rows, hint, problem, onChange, children } = props
  return (
    <>
      <p className="text-xs text-dim">{hint}</p>
      {problem ? <FieldProblemText>{problem}</FieldProblemText> : null}
      <ol className="grid gap-4">
        {withOneMore(rows, kind).map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; all of it is being typed.
          <Fragment key={at}>
            {children(row, at, (part) => onChange(withTyped(rows, kind, { at, part })))}
          </Fragment>
        ))}
      </ol>
    </>
  )
}
