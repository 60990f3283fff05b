/** Which of a list are chosen. `anchor` is where a range begins: the one chosen last by itself. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null }

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null }

/** Chooses one, or lets it go. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/**
 * Gives everything between the anchor and `id`, in the order shown, the state that `id` is to get.
 * Without an anchor in sight it is as choosing one.
 */
export function toggleRange(selection: Selection, id: string, shown: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : shown.indexOf(selection.anchor)
  const to = shown.indexOf(id)
  if (from < 0 || to < 0) return toggle(selection, id)
  const wanted = !selection.ids.has(id)
  const next = new Set(selection.ids)
  for (const one of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (wanted) next.add(one)
    else next.delete(one)
  }
  return { ids: next, anchor: id }
}

/** Adds all that are shown to what is chosen already. */
export function selectAll({ ids, anchor }: Selection, shown: readonly string[]): Selection {
  return { ids: new Set([...ids, ...shown]), anchor }
}

/** Without those that are not there any more; the very same when all are. */
export function keepKnown(selection: Selection, known: ReadonlySet<string>): Selection {
  const ids = [...selection.ids].filter((id) => known.has(id))
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids) }
}
