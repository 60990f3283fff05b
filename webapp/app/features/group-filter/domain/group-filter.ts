/** As lists of the API call it too. */
export const GROUP_PARAMETER = 'groupId'

type Group = { id: string }

/** The group that an address narrows a page to; null for all, and for one that is not there. */
export function chosenGroup<G extends Group>(
  params: URLSearchParams,
  groups: readonly G[],
): G['id'] | null {
  const wanted = params.get(GROUP_PARAMETER)
  return groups.find(({ id }) => id === wanted)?.id ?? null
}

/** The channels of a page that is narrowed to a group. */
export function ofGroup<C extends { groupId: string | null }>(
  channels: readonly C[],
  chosen: string | null,
): readonly C[] {
  return chosen === null ? channels : channels.filter(({ groupId }) => groupId === chosen)
}

/**
 * The hosts of a page that is narrowed to a group: those that carry its channels. Where none does, all
 * are shown, since any of them may take these.
 */
export function hostsOfGroup<H extends { id: string }>(
  hosts: readonly H[],
  channels: readonly { hostId: string | null }[],
  chosen: string | null,
): readonly H[] {
  if (chosen === null) return hosts
  const carrying = new Set(channels.map(({ hostId }) => hostId))
  const own = hosts.filter(({ id }) => carrying.has(id))
  return own.length > 0 ? own : hosts
}

/** The address of a page as narrow as this one. */
export function addressWithin(
  chosen: string | null,
  path: string,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams(more)
  if (chosen !== null) query.set(GROUP_PARAMETER, chosen)
  return query.size === 0 ? path : `${path}?${query}`
}
