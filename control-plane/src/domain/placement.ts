import type { HostId } from '@cashbacktv/contract'

export type HostRoom = {
  id: HostId
  name: string
  connected: boolean
  draining: boolean
  /** Channels that are already to run there. */
  channels: number
  cores: number
  /** Of all cores together, 0 to 100; null when not known. */
  cpuPercent: number | null
}

export type Wish = { pinnedTo: HostId | null; current: HostId | null }

/** Where a channel goes, and why in words for people. */
export type Placement =
  | { kind: 'placed'; hostId: HostId; reason: string }
  | { kind: 'unplaced'; reason: string }

/**
 * A channel pinned to a host goes there; one that has a host stays, however silent that host is,
 * because silence is not proof that it is off air there; any other goes to the connected host that
 * does not drain and has the most room. With one host there is nothing to choose.
 */
export function place(wish: Wish, hosts: readonly HostRoom[]): Placement {
  const pinned = hosts.find(({ id }) => id === wish.pinnedTo)
  if (pinned) return placed(pinned, `It is pinned to ${pinned.name}.`)
  const current = hosts.find(({ id }) => id === wish.current)
  if (current) return placed(current, `It stays on ${current.name}.`)
  const [only, ...others] = hosts
  if (!only) return { kind: 'unplaced', reason: 'There is no host yet. Enrol one first.' }
  if (others.length === 0) return placed(only, `${only.name} is the only host.`)
  const open = hosts.filter(({ draining }) => !draining)
  if (open.length === 0) return { kind: 'unplaced', reason: 'Every host is being drained.' }
  const [best] = open.toSorted(byRoom)
  return best
    ? placed(best, `${best.name} has the most room.`)
    : { kind: 'unplaced', reason: 'No host can take it.' }
}

function placed(host: HostRoom, reason: string): Placement {
  return { kind: 'placed', hostId: host.id, reason }
}

/** Connected before silent, then fewer channels a core, then less busy; ids make it the same each time. */
function byRoom(a: HostRoom, b: HostRoom): number {
  return (
    Number(b.connected) - Number(a.connected) ||
    a.channels / a.cores - b.channels / b.cores ||
    (a.cpuPercent ?? 0) - (b.cpuPercent ?? 0) ||
    a.id.localeCompare(b.id)
  )
}
