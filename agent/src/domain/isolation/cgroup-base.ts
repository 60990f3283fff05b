import { type Message, messageOf } from '@cashbacktv/contract'

/** Under it each channel gets a group. */
export type CgroupBase = { ok: true; path: string } | { ok: false; why: Message }

/** What to do where control groups cannot be written. */
export const DELEGATE = { advice: messageOf('cgroups-advice') }

/**
 * Where the groups of channels go, by /proc/self/cgroup: our own group, or the one above it when
 * ours was made for the agent alone. A unit's own group is left as it is: with controllers in use
 * below it systemd could not start the unit again while channels run on.
 */
export function cgroupBase(ownGroups: string): CgroupBase {
  const lines = ownGroups.split('\n')
  const isV1 = lines.some((line) => /^\d+:([^:]*,)?(cpu|memory)(,[^:]*)?:/.test(line))
  const path = lines.find((line) => line.startsWith('0::/'))?.slice(3)
  if (isV1 || path === undefined) {
    return { ok: false, why: messageOf('cgroups-first-version') }
  }
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.includes('..')) {
    return { ok: false, why: messageOf('cgroups-outside', DELEGATE) }
  }
  if (parts.at(-1) === 'agent') {
    return { ok: true, path: `/${parts.slice(0, -1).join('/')}` }
  }
  if (parts.at(-1)?.endsWith('.service')) {
    return { ok: false, why: messageOf('cgroups-of-unit', DELEGATE) }
  }
  return { ok: true, path: `/${parts.join('/')}` }
}
