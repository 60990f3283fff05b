/**
 * Objects alike as one text that names their properties once. What a loader answers is otherwise
 * written, read and compared value by value, which for five hundred channels takes longer than to
 * render them. Only what JSON can say.
 */
export function packRows(items: readonly object[]): string {
  const keys = Object.keys(items[0] ?? {})
  const rows = items.map((item) => {
    const values = new Map(Object.entries(item))
    return keys.map((key) => values.get(key))
  })
  return JSON.stringify({ keys, rows })
}

/** What was packed, which whoever unpacks it knows. @throws SyntaxError for what is no JSON */
export function unpackRows<T extends object>(packed: string): T[] {
  const { keys, rows } = JSON.parse(packed)
  return rows.map((row: unknown[]) =>
    Object.fromEntries(keys.map((key: string, at: number) => [key, row[at]])),
  )
}
