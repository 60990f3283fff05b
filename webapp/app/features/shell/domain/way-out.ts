import type { Role } from '@cashbacktv/contract'

export type WayOut = {
  key: 'channels' | 'hosts' | 'incidents' | 'rollouts' | 'settings'
  to: string
}

const LISTS: readonly { of: RegExp; way: WayOut }[] = [
  { of: /^\/alerts(\/|$)/, way: { key: 'incidents', to: '/alerts' } },
  { of: /^\/hosts(\/|$)/, way: { key: 'hosts', to: '/hosts' } },
  { of: /^\/rollouts(\/|$)/, way: { key: 'rollouts', to: '/rollouts' } },
  { of: /^\/settings(\/|$)/, way: { key: 'settings', to: '/settings' } },
]
const CHANNELS: WayOut = { key: 'channels', to: '/channels' }

/** From a page that is not there, or not for this person, to the list that it belongs to. */
export function wayOut(pathname: string): WayOut {
  return LISTS.find(({ of }) => of.test(pathname))?.way ?? CHANNELS
}

/** Where a channel is looked for by the name that somebody typed in place of its id; null for an id. */
export function searchFor(pathname: string): string | null {
  const typed = /^\/channels\/([^/]+)/.exec(pathname)?.[1] ?? ''
  if (typed === '' || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(typed)) return null
  return `/channels?search=${typed}`
}

/** The least role that a page is for which this person may not see. */
export function roleNeeded(pathname: string): Exclude<Role, 'viewer'> {
  return pathname.startsWith('/settings') ? 'admin' : 'operator'
}
