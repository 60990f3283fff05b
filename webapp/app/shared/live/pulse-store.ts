import type {
  ChannelChange,
  ChannelPulse,
  FleetTotals,
  HostPulse,
  IncidentCounts,
  LiveMessage,
} from '@cashbacktv/contract'
import { inSlices } from './in-slices.ts'

export type LinkState = 'connecting' | 'live' | 'lost'
export type PulseStore = ReturnType<typeof createPulseStore>
type Listener = () => void

const ALL = 'all'

/** So many channels are drawn anew in well under the 50 ms after which a browser calls a task long. */
const SLICE = 8

/** Without a message for so long the connection counts as lost; one comes each second. */
export const LOST_AFTER_MS = 3000

/**
 * The newest word of every channel and host, outside React. A widget listens to its own channel
 * only, and what has not changed keeps its identity, so that a message re-renders what moved. With
 * `later`, the widgets of many channels are told a few channels at a time.
 */
export function createPulseStore(later: (run: () => void) => void = (run) => run()) {
  const channels = new Map<string, ChannelPulse>()
  const hosts = new Map<string, HostPulse>()
  const { subscribe, tell } = createTopics()
  const tellChannel = inSlices(tell, SLICE, later)
  let statesVersion = 0
  let link: LinkState = 'connecting'
  let lastPulseMs = 0
  let totals: FleetTotals | null = null
  let incidents: IncidentCounts | null = null
  /** Of what it knows all there is: every channel, or the one of that id. */
  let covered = ''

  function setLink(next: LinkState) {
    if (link === next) return
    link = next
    tell('link')
  }
  /** Whether it is another than before in more than its figures. */
  function acceptChannel(change: ChannelChange): boolean {
    const known = channels.get(change.id)
    const next = known ? { ...known, ...change } : asPulse(change)
    if (!next || (known && isSamePulse(known, next))) return false
    channels.set(next.id, next)
    tellChannel(`channel:${next.id}`)
    return !known || !isSameState(known, next)
  }
  function forget(ids: Iterable<string>): boolean {
    let moved = false
    for (const id of ids) {
      if (!channels.delete(id)) continue
      tellChannel(`channel:${id}`)
      moved = true
    }
    return moved
  }
  function acceptHosts(message: LiveMessage) {
    if (message.whole) hosts.clear()
    for (const host of message.hosts) {
      hosts.set(host.id, host)
      tell(`host:${host.id}`)
    }
  }

  function acceptIncidents(counts: IncidentCounts | null) {
    if (counts === null || incidents?.edition === counts.edition) return
    incidents = counts
    tell('incidents')
  }

  return {
    /** `of`: what the message is about, every channel or the one of that id. */
    accept(message: LiveMessage, nowMs: number, of = ALL) {
      lastPulseMs = nowMs
      let moved = forget(message.gone)
      if (message.whole) {
        const present = new Set<string>(message.channels.map(({ id }) => id))
        const isGone = (id: string) => (of === ALL || of === id) && !present.has(id)
        moved = forget([...channels.keys()].filter(isGone)) || moved
        covered = of
      }
      for (const change of message.channels) moved = acceptChannel(change) || moved
      acceptHosts(message)
      if (moved) {
        statesVersion += 1
        tell('states')
      }
      acceptIncidents(message.incidents)
      setLink('live')
      if (message.totals === null) return
      totals = message.totals
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
    channelCount: () => channels.size,
    hosts: () => [...hosts.values()],
    hostCount: () => hosts.size,
    /** Whether a channel that is not known is none. */
    covers: (id = ALL) => covered === ALL || covered === id,
    totals: () => totals,
    /** The same object until anything about any incident is another. */
    incidents: () => incidents,
    link: () => link,
    lastPulseMs: () => lastPulseMs,
    /** Grows when a channel comes, goes, is changed or changes state; not with figures. */
    statesVersion: () => statesVersion,
    subscribeChannel: (id: string, listener: Listener) => subscribe(`channel:${id}`, listener),
    subscribeHost: (id: string, listener: Listener) => subscribe(`host:${id}`, listener),
    subscribeStates: (listener: Listener) => subscribe('states', listener),
    subscribeIncidents: (listener: Listener) => subscribe('incidents', listener),
    subscribeLink: (listener: Listener) => subscribe('link', listener),
    /** Told once a second. */
    subscribePulse: (listener: Listener) => subscribe('pulse', listener),
  }
}

function createTopics() {
  const topics = new Map<string, Set<Listener>>()
  return {
    subscribe(topic: string, listener: Listener): () => void {
      const listeners = topics.get(topic) ?? new Set()
      topics.set(topic, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) topics.delete(topic)
      }
    },
    tell(topic: string) {
      for (const listener of topics.get(topic) ?? []) listener()
    },
  }
}

/** Null for figures of a channel of which nothing else is known. */
function asPulse(change: ChannelChange): ChannelPulse | null {
  return change.status === undefined ? null : (change as ChannelPulse)
}

function isSameState(a: ChannelPulse, b: ChannelPulse): boolean {
  return (
    a.status === b.status &&
    a.health.level === b.health.level &&
    a.health.code === b.health.code &&
    a.phase === b.phase &&
    a.showing === b.showing &&
    a.updatedAt === b.updatedAt &&
    a.edition === b.edition
  )
}

function isSamePulse(a: ChannelPulse, b: ChannelPulse): boolean {
  return (
    isSameState(a, b) &&
    a.since === b.since &&
    a.health.since === b.health.since &&
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
    a.loudnessLufs === b.loudnessLufs &&
    a.viewers === b.viewers
  )
}
