import type { GroupId } from '@cashbacktv/contract'

/** What `GroupChoice` sends: null is every channel. */
export function readGroupLimit(form: FormData): { groupIds?: GroupId[] | null } {
  // Where there are no groups it is not asked.
  if (!form.has('reach')) return {}
  const chosen = form.getAll('groupId').map((id) => String(id) as GroupId)
  return { groupIds: form.get('reach') === 'groups' ? chosen : null }
}
