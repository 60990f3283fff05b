/** What `GroupChoice` sends: null is every channel. */
export function readGroupLimit(form: FormData): { groupIds?: string[] | null } {
  // Where there are no groups it is not asked.
  if (!form.has('reach')) return {}
  const chosen = form.getAll('groupId').map(String)
  return { groupIds: form.get('reach') === 'groups' ? chosen : null }
}
