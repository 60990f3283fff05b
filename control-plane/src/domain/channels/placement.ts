import { type HostId, type Message, messageOf, type ParamsOf } from '@cashbacktv/contract'

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
  /** What its channels leave of the cores that starts may use; null when not known. */
  freeCores: number | null
  usableCores: number | null
  /** What the channel is expected to take there; nothing for one that is off. */
  neededCores: number
  /** Nothing there can encode the channel: no GPU with sessions left where it is to be one, or no HEVC. */
  lacksEncoder: boolean
}

export type Wish = {
  pinnedTo: HostId | null
  /** It may be on air there. */
  current: HostId | null
  /** It rests there: it moves only where that host is well and has no room. */
  preferred?: HostId | null
  /** It stays there only while that host is heard of and does not drain. */
  leaving?: HostId | null
  /** A person said that it is to start without room too. */
  anyway?: boolean
}

/** Where a channel goes, or why nowhere. */
export type Placement =
  | { kind: 'placed'; hostId: HostId; reason: string }
  | { kind: 'unplaced'; why: Message }

/**
 * A channel pinned to a host goes there; one that has a host stays, however silent that host is,
 * because silence is not proof that it is off air there; any other goes to the connected host that
 * does not drain and has the most room, and waits where none has enough. With one host there is nothing to choose.
 */
export function place(wish: Wish, hosts: readonly HostRoom[]): Placement {
  const pinned = hosts.find(({ id }) => id === wish.pinnedTo)
  if (pinned) return placed(pinned, `It is pinned to ${pinned.name}.`)
  const current = hosts.find(({ id }) => id === wish.current)
  if (current) return placed(current, `It stays on ${current.name}.`)
  const own = hosts.find(({ id }) => id === wish.preferred)
  if (own && (wish.anyway || own.draining || !own.connected || fits(own))) {
    return placed(own, `It stays on ${own.name}.`)
  }
  const left = hosts.find(({ id }) => id === wish.leaving)
  if (left?.connected && !left.draining) return placed(left, `It stays on ${left.name}.`)
  const [only, ...others] = hosts
  if (!only) return { kind: 'unplaced', why: messageOf('no-host-yet') }
  if (others.length === 0) return placed(only, `${only.name} is the only host.`)
  const open = hosts.filter((host) => !host.draining && (!left || host.connected))
  if (open.length === 0) return { kind: 'unplaced', why: messageOf('all-hosts-draining') }
  const fitting = open.filter((host) => (wish.anyway ? !host.lacksEncoder : fits(host)))
  if (fitting.length === 0)
    return { kind: 'unplaced', why: messageOf('no-capacity', noCapacity(open)) }
  const [best] = fitting.toSorted(byRoom)
  return best
    ? placed(best, `${best.name} has the most room.`)
    : { kind: 'unplaced', why: messageOf('no-host') }
}

function placed(host: HostRoom, reason: string): Placement {
  return { kind: 'placed', hostId: host.id, reason }
}

/** A host that has not said what it has judges by itself. */
function fits({ freeCores, neededCores, lacksEncoder }: HostRoom): boolean {
  if (lacksEncoder) return false
  return freeCores === null || neededCores <= freeCores
}

/** Why a channel that fits nowhere waits, as the params of `no-capacity`. */
export function noCapacity(
  hosts: readonly Pick<HostRoom, 'name' | 'freeCores' | 'usableCores'>[],
): ParamsOf<'no-capacity'> {
  const free = hosts.slice(0, SHOWN_HOSTS).map(({ name, freeCores, usableCores }) =>
    messageOf('room-free-on', {
      name,
      free: Math.max(0, freeCores ?? 0),
      usable: usableCores ?? 0,
    }),
  )
  return {
    lack: messageOf('room-nowhere'),
    details: [messageOf('room-free', { hosts: free })],
  }
}

const SHOWN_HOSTS = 5

/** Connected before silent, then fewer channels a core, then less busy; ids make it the same each time. */
function byRoom(a: HostRoom, b: HostRoom): number {
  return (
    Number(b.connected) - Number(a.connected) ||
    a.channels / a.cores - b.channels / b.cores ||
    (a.cpuPercent ?? 0) - (b.cpuPercent ?? 0) ||
    a.id.localeCompare(b.id)
  )
}
