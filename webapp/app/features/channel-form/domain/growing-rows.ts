/** Rows that grow as they are filled: what an empty one is, when one is filled, and how many may be. */
export type GrowingKind<Row> = {
  empty: Row
  most: number
  isFilled: (row: Row) => boolean
}

/** With an empty one for one more, as long as more may be: so one is added without JavaScript, too. */
export function withOneMore<Row>(rows: readonly Row[], kind: GrowingKind<Row>): Row[] {
  return rows.length < kind.most ? [...rows, kind.empty] : [...rows]
}

/** The rows after a part of one was typed. One that was cleared stays until it is sent; it must not go while one types. */
export function withTyped<Row>(
  rows: readonly Row[],
  kind: GrowingKind<Row>,
  { at, part }: { at: number; part: Partial<Row> },
): Row[] {
  return withOneMore(rows, kind)
    .map((row, own) => (own === at ? { ...row, ...part } : row))
    .filter((row, own) => own < rows.length || kind.isFilled(row))
}
