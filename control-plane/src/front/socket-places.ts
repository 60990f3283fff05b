import { clientNetwork } from '../domain/client-network.ts'

/** A wall of screens, and the programs of an office; beyond that something opens them without end. */
export const MOST_SOCKETS = { person: 20, network: 60 }

/** How many sockets a person and a network have open at this server. */
export type SocketPlaces = {
  /** What gives the place back; null where there is none left. */
  take(who: { personId: string; address: string | null }): (() => void) | null
}

export function createSocketPlaces(most = MOST_SOCKETS): SocketPlaces {
  const taken = new Map<string, number>()
  const count = (key: string, by: number) => {
    const now = (taken.get(key) ?? 0) + by
    if (now > 0) taken.set(key, now)
    else taken.delete(key)
  }
  return {
    take({ personId, address }) {
      const person = `person ${personId}`
      const network = `network ${address === null ? 'here' : clientNetwork(address)}`
      const isFull =
        (taken.get(person) ?? 0) >= most.person || (taken.get(network) ?? 0) >= most.network
      if (isFull) return null
      for (const key of [person, network]) count(key, 1)
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        for (const key of [person, network]) count(key, -1)
      }
    },
  }
}
