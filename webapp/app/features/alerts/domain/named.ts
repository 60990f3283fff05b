/** What can be chosen by its name. */
export type Named = { id: string; name: string }

/** Hosts, channels and groups of channels that there are. */
export type Places = { hosts: Named[]; channels: Named[]; groups: Named[] }

/** What there is, and what was chosen while it was still there. */
export function withChosen(
  items: readonly Named[],
  chosen: readonly string[],
  nameOfGone: (id: string) => string,
): Named[] {
  const known = new Set(items.map(({ id }) => id))
  const gone = chosen.filter((id) => !known.has(id))
  return [...gone.map((id) => ({ id, name: nameOfGone(id) })), ...items]
}
