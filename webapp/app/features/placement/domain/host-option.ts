import { type HostView, usableCores } from '@cashbacktv/contract'

/** A host that a channel may be put on: how it is, and what is free there. */
export type HostOption = {
  id: string
  name: string
  state: HostView['link'] | 'draining'
  /** Null where the host has not said so. */
  cores: { free: number; usable: number } | null
}

type Host = Pick<HostView, 'id' | 'name' | 'link' | 'draining' | 'room'>

export function hostOptions(hosts: readonly Host[]): HostOption[] {
  return hosts.map(({ id, name, link, draining, room }) => ({
    id,
    name,
    state: draining && link === 'connected' ? 'draining' : link,
    cores: room && coresOf(room),
  }))
}

function coresOf(room: NonNullable<Host['room']>): HostOption['cores'] {
  const usable = usableCores(room)
  return { usable, free: Math.max(0, usable - room.heldCores) }
}
