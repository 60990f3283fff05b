import type { Role } from '@cashbacktv/contract'

export type WayOut = {
  key: 'channels' | 'docs' | 'hosts' | 'incidents' | 'rollouts' | 'settings'
  to: string
}

const LISTS: readonly { of: RegExp; way: WayOut }[] = [
  { of: /^\/alerts(\/|$)/, way: { key: 'incidents', to: '/alerts' } },
  { of: /^\/docs(\/|$)/, way: { key: 'docs', to: '/docs' } },
  { of: /^\/hosts(\/|$)/, way: { key: 'hosts', to: '/hosts' } },
  { of: /^\/rollouts(\/|$)/, way: { key: 'rollouts', to: '/rollouts' } },
  { of: /^\/settings(\/|$)/, way: { key: 'settings', to: '/settings' } },
]
const CHANNELS: WayOut = { key: 'channels', to: '/channels' }

/** From a page that is not there, or not for this person, to the list that it belongs to. */
export function wayOut(pathname: string): WayOut {
  return LISTS.find(({ of }) => of.test(pathname))?.way ?? CHANNELS
}

/** There is no such page: also where an address has something else in the place of an id (422). */
export function isMissing(status: number): boolean {
  return status === 404 || status === 422
}

/** The name that somebody typed in place of the id of a channel, as it stands in the address; empty of none. */
export function typedName(pathname: string): string {
  const typed = /^\/channels\/([^/]+)/.exec(pathname)?.[1] ?? ''
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(typed) ? '' : typed
}

/** The least role that a page is for which this person may not see. */
export function roleNeeded(pathname: string): Exclude<Role, 'viewer'> {
  return pathname.startsWith('/settings') ? 'admin' : 'operator'
}
