/** Channels whose figures one screen is told; a request line with more of them would be refused on its way. */
export const MOST_FIGURES = 160

export function packIds(ids: readonly string[]): string {
  return ids
    .slice(0, MOST_FIGURES)
    .map((id) => id.replaceAll('-', ''))
    .join('')
}

export function unpackIds(packed: string): Set<string> {
  const ids = new Set<string>()
  for (let at = 0; at + 32 <= packed.length; at += 32) {
    const hex = packed.slice(at, at + 32)
    ids.add(
      [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      ),
    )
  }
  return ids
}
