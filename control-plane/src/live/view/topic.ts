import { HostId } from '@cashbacktv/contract'
import { z } from 'zod'
import type { LiveStore } from '../live-store.ts'

const TOPIC = 'fleet.changed'

/** What one instance tells all of what it wrote: the host that changed itself, or null for channels without one. */
const FleetChanged = z.object({ hostId: HostId.nullable() })

/** After the commit. What is wanted of a host is announced by `LiveStore.announce` alone. */
export function tellFleetChanged(live: LiveStore, hostId: HostId | null): Promise<void> {
  return live.publish(TOPIC, { hostId })
}

export function onFleetChanged(
  live: LiveStore,
  listener: (hostId: HostId | null) => void,
): () => void {
  return live.subscribe(TOPIC, (payload) => {
    const { data } = FleetChanged.safeParse(payload)
    if (data) listener(data.hostId)
  })
}
