/**
 * Objects alike as one text that names their properties once. What a loader answers is otherwise
 * written, read and compared value by value, which for five hundred channels takes longer than to
 * render them. Only what JSON can say.
 */
export function packRows<T extends object>(items: readonly T[]): string {
  const keys = Object.keys(items[0] ?? {}) as (keyof T)[]
  return JSON.stringify({ keys, rows: items.map((item) => keys.map((key) => item[key])) })
}

/** What was packed. @throws SyntaxError for what is no JSON */
export function unpackRows<T extends object>(packed: string): T[] {
  const { keys, rows }: { keys: (keyof T)[]; rows: T[keyof T][][] } = JSON.parse(packed)
  return rows.map((row) => {
    const item: Partial<T> = {}
    keys.forEach((key, at) => {
      item[key] = row[at]
    })
    return item as T
  })
}
