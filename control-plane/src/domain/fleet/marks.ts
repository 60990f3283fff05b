import type { HostId } from '@cashbacktv/contract'

/** What of the fleet may be other than it was last read. */
export type Marks = {
  readonly all: boolean
  /** Channels that are on no host. */
  readonly unplaced: boolean
  readonly hosts: ReadonlySet<HostId>
}

export const NO_MARKS: Marks = { all: false, unplaced: false, hosts: new Set() }
export const ALL_MARKED: Marks = { ...NO_MARKS, all: true }

/** With more hosts than these all are read: the query is shorter than the list of what to read. */
const MOST_HOSTS = 20

export function isAnyMarked({ all, unplaced, hosts }: Marks): boolean {
  return all || unplaced || hosts.size > 0
}

/** @param hostId null for channels without a host */
export function marked(marks: Marks, hostId: HostId | null): Marks {
  if (hostId === null) return { ...marks, unplaced: true }
  return { ...marks, hosts: new Set([...marks.hosts, hostId]) }
}

/** What could not be read, beside what was marked meanwhile. */
export function bothMarked(a: Marks, b: Marks): Marks {
  return {
    all: a.all || b.all,
    unplaced: a.unplaced || b.unplaced,
    hosts: new Set([...a.hosts, ...b.hosts]),
  }
}

/** The hosts that are to be read with the channels that are on none; null for the whole fleet. */
export function hostsToRead({ all, hosts }: Marks): HostId[] | null {
  return all || hosts.size > MOST_HOSTS ? null : [...hosts]
}
