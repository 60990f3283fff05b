import type { ChannelChange, ChannelPulse, HostPulse, LiveMessage } from '@cashbacktv/contract'
import { isSameFigures, isSameStanding, isSameState } from '@cashbacktv/contract/same-pulse'

/** What a message is about: every channel, or the one of that id. */
export const ALL = 'all'

/** What a message has moved. */
export type Moved = {
  /** Channels that came, went or are another, in the order of the message. */
  channels: string[]
  hosts: string[]
  /** Whether a channel is another in more than its figures. */
  states: boolean
}

/** The newest word of every channel and host. What has not changed keeps its identity. */
export function createKnownFleet() {
  const channels = new Map<string, ChannelPulse>()
  const hosts = new Map<string, HostPulse>()
  /** Of what it knows all there is: every channel, or the one of that id. */
  let covered = ''

  function goneBy(message: LiveMessage, of: string): string[] {
    if (!message.whole) return message.gone
    const present = new Set<string>(message.channels.map(({ id }) => id))
    const isGone = (id: string) => (of === ALL || of === id) && !present.has(id)
    return [...message.gone, ...[...channels.keys()].filter(isGone)]
  }
  function change(told: ChannelChange, moved: Moved) {
    const known = channels.get(told.id)
    const next = known ? { ...known, ...told } : asPulse(told)
    if (!next || (known && isSamePulse(known, next))) return
    channels.set(next.id, next)
    moved.channels.push(next.id)
    if (!known || !isSameState(known, next)) moved.states = true
  }

  return {
    take(message: LiveMessage, of: string): Moved {
      const gone = goneBy(message, of).filter((id) => channels.delete(id))
      const moved: Moved = { channels: gone, hosts: [], states: gone.length > 0 }
      if (message.whole) {
        covered = of
        hosts.clear()
      }
      for (const told of message.channels) change(told, moved)
      for (const host of message.hosts) hosts.set(host.id, host)
      moved.hosts = message.hosts.map(({ id }) => id)
      return moved
    },
    channel: (id: string) => channels.get(id),
    host: (id: string) => hosts.get(id),
    channels: () => [...channels.values()],
    channelCount: () => channels.size,
    hosts: () => [...hosts.values()],
    hostCount: () => hosts.size,
    /** Whether a channel that is not known is none. */
    covers: (id = ALL) => covered === ALL || covered === id,
  }
}

/** Null for figures of a channel of which nothing else is known. */
function asPulse(change: ChannelChange): ChannelPulse | null {
  return change.status === undefined ? null : (change as ChannelPulse)
}

function isSamePulse(a: ChannelPulse, b: ChannelPulse): boolean {
  return isSameStanding(a, b) && isSameFigures(a, b)
}
