import type { FleetTotals, IncidentCounts, LiveMessage, LiveNames } from '@cashbacktv/contract'
import { inSlices } from './in-slices.ts'
import { ALL, createKnownFleet, type Moved } from './known-fleet.ts'
import { createTopics, type Listener } from './listener-topics.ts'

export type LinkState = 'connecting' | 'live' | 'lost' | 'full'
export type PulseStore = ReturnType<typeof createPulseStore>

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
  const { take, ...known } = createKnownFleet()
  const { subscribe, tell } = createTopics()
  const tellChannel = inSlices(tell, SLICE, later)
  let statesVersion = 0
  let link: LinkState = 'connecting'
  let lastPulseMs = 0
  let totals: FleetTotals | null = null
  let incidents: IncidentCounts | null = null
  let names: LiveNames | null = null

  function setLink(next: LinkState) {
    if (link === next) return
    link = next
    tell('link')
  }
  function tellMoved({ channels, hosts, states }: Moved) {
    for (const id of channels) tellChannel(`channel:${id}`)
    for (const id of hosts) tell(`host:${id}`)
    if (!states) return
    statesVersion += 1
    tell('states')
  }
  function acceptIncidents(counts: IncidentCounts | null) {
    if (counts === null || JSON.stringify(incidents) === JSON.stringify(counts)) return
    incidents = counts
    tell('incidents')
  }

  return {
    ...known,
    /** `of`: what the message is about, every channel or the one of that id. */
    accept(message: LiveMessage, nowMs: number, of = ALL) {
      lastPulseMs = nowMs
      names = message.names ?? names
      tellMoved(take(message, of))
      acceptIncidents(message.incidents)
      setLink('live')
      if (message.totals === null) return
      totals = message.totals
      tell('pulse')
    },
    /** Notices silence. To be called each second. */
    tick(nowMs: number) {
      if (link !== 'full' && lastPulseMs > 0 && nowMs - lastPulseMs > LOST_AFTER_MS) setLink('lost')
    },
    /** `isFull`: because the server has no place left for another connection. */
    lose(isFull = false) {
      setLink(isFull ? 'full' : 'lost')
    },
    totals: () => totals,
    /** What groups and presets are called; null before that is known. */
    names: () => names,
    /**
     * The same object until anything about any incident is another, or one wants a person by the time
     * alone: a mute that ends changes nothing of its incident.
     */
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
