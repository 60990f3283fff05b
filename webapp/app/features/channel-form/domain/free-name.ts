/** A name for a playlist that is like what is wished and that no other has. */
export function freeName(wished: string, taken: ReadonlySet<string>): string {
  const plain = wished.replace(/[^a-z0-9]/g, '').slice(0, 14) || 'audio'
  for (let number = 2, name = plain; ; number += 1) {
    if (!taken.has(name)) return name
    name = `${plain}${number}`
  }
}
