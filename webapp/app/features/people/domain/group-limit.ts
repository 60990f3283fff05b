/** What `GroupChoice` sends: null is every channel. */
export function readGroupLimit(form: FormData): { groupIds?: string[] | null } {
  // Where there are no groups it is not asked.
  if (!form.has('reach')) return {}
  const chosen = form.getAll('groupId').map(String)
  return { groupIds: form.get('reach') === 'groups' ? chosen : null }
}

/** The names of the groups that somebody is limited to, in order; null for who is not. One that is gone has none. */
export function namesOfLimit(
  groupIds: readonly string[] | null,
  groups: readonly { id: string; name: string }[],
): string[] | null {
  if (groupIds === null) return null
  return groups.filter(({ id }) => groupIds.includes(id)).map(({ name }) => name)
}
