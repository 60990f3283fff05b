import type { ChannelPulse, LivePulse } from '@cashbacktv/contract'

export type HostPulse = LivePulse['hosts'][number]
export type LinkState = 'connecting' | 'live' | 'lost'
export type PulseStore = ReturnType<typeof createPulseStore>
type Listener = () => void

/** Without a pulse for so long the connection counts as lost; pulses come each second. */
export const LOST_AFTER_MS = 3000

/**
 * The newest word of every channel and host, outside React. A widget listens to its own channel
 * only, and what has not changed keeps its identity, so that a pulse re-renders what moved.
 */
export function createPulseStore() {
  const channels = new Map<string, ChannelPulse>()
  const hosts = new Map<string, HostPulse>()
  const topics = new Map<string, Set<Listener>>()
  let statesVersion = 0
  let link: LinkState = 'connecting'
  let lastPulseMs = 0

  function subscribe(topic: string, listener: Listener): () => void {
    const listeners = topics.get(topic) ?? new Set()
    topics.set(topic, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) topics.delete(topic)
    }
  }
  function tell(topic: string) {
    for (const listener of topics.get(topic) ?? []) listener()
  }
  function setLink(next: LinkState) {
    if (link === next) return
    link = next
    tell('link')
  }
  function acceptChannel(next: ChannelPulse): boolean {
    const known = channels.get(next.id)
    if (known && isSamePulse(known, next)) return false
    channels.set(next.id, next)
    tell(`channel:${next.id}`)
    return !known || !isSameState(known, next)
  }
  function forgetMissing(pulse: LivePulse): boolean {
    if (pulse.channels.length === channels.size) return false
    const present = new Set<string>(pulse.channels.map(({ id }) => id))
    const missing = [...channels.keys()].filter((id) => !present.has(id))
    for (const id of missing) {
      channels.delete(id)
      tell(`channel:${id}`)
    }
    return missing.length > 0
  }

  return {
    accept(pulse: LivePulse, nowMs: number) {
      lastPulseMs = nowMs
      let moved = false
      for (const channel of pulse.channels) moved = acceptChannel(channel) || moved
      moved = forgetMissing(pulse) || moved
      for (const host of pulse.hosts) {
        hosts.set(host.id, host)
        tell(`host:${host.id}`)
      }
      if (moved) {
        statesVersion += 1
        tell('states')
      }
      setLink('live')
      tell('pulse')
    },
    /** Notices silence. To be called each second. */
    tick(nowMs: number) {
      if (lastPulseMs > 0 && nowMs - lastPulseMs > LOST_AFTER_MS) setLink('lost')
    },
    lose: () => setLink('lost'),
    channel: (id: string) => channels.get(id),
    host: (id: string) => hosts.get(id),
    channels: () => [...channels.values()],
    hosts: () => [...hosts.values()],
    link: () => link,
    lastPulseMs: () => lastPulseMs,
    /** Grows when a channel comes, goes or changes state; not with figures. */
    statesVersion: () => statesVersion,
    subscribeChannel: (id: string, listener: Listener) => subscribe(`channel:${id}`, listener),
    subscribeHost: (id: string, listener: Listener) => subscribe(`host:${id}`, listener),
    subscribeStates: (listener: Listener) => subscribe('states', listener),
    subscribeLink: (listener: Listener) => subscribe('link', listener),
    subscribePulse: (listener: Listener) => subscribe('pulse', listener),
  }
}

function isSameState(a: ChannelPulse, b: ChannelPulse): boolean {
  return a.status === b.status && a.phase === b.phase && a.showing === b.showing
}

function isSamePulse(a: ChannelPulse, b: ChannelPulse): boolean {
  return (
    isSameState(a, b) &&
    a.since === b.since &&
    a.nextTryAt === b.nextTryAt &&
    a.attempt === b.attempt &&
    a.queuePosition === b.queuePosition &&
    a.activeSourceId === b.activeSourceId &&
    a.reason?.message === b.reason?.message &&
    a.speed === b.speed &&
    a.fps === b.fps &&
    a.cpuPercent === b.cpuPercent &&
    a.memoryBytes === b.memoryBytes &&
    a.outputBitrateKbps === b.outputBitrateKbps &&
    a.viewers === b.viewers
  )
}
