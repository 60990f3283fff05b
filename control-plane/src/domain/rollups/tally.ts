import type { ChannelId, HostId, HostSample } from '@cashbacktv/contract'
import {
  addChannel,
  type ChannelRollup,
  type Counters,
  countersOf,
  emptyChannelRollup,
  type HeardChannel,
} from './channel-rollup.ts'
import { addHost, emptyHostRollup, type HostRollup } from './host-rollup.ts'
import { FINEST, stepBegin } from './rollup-steps.ts'

/** A report stands for the time since the one before, but not for more: in a longer gap nothing is known. */
const MOST_SECONDS = 2
/** A host that was not heard here for so long may have been counted elsewhere, and its counters with it. */
const COUNTERS_HOLD_MS = 5000

/** A host with its channels, as heard at an instant of our clock, in milliseconds since 1970. */
export type Heard = {
  hostId: HostId
  atMs: number
  sample: HostSample | null
  channels: ReadonlyMap<ChannelId, HeardChannel>
}

/** A host and its channels over one finest step. */
export type HeardStep = {
  hostId: HostId
  atMs: number
  host: HostRollup
  channels: Map<ChannelId, ChannelRollup>
}

/** Gathers what is heard into finest steps. */
export type Tally = {
  add(heard: Heard): void
  /** The steps that are over by then, each once; with `Infinity` those that are not, too. */
  takeEnded(nowMs: number): HeardStep[]
}

type HostState = { heardMs: number; counters: Map<ChannelId, Counters>; step: HeardStep | null }

export function createTally(): Tally {
  const hosts = new Map<HostId, HostState>()
  let ended: HeardStep[] = []

  function stepOf(state: HostState, { hostId, atMs }: Heard): HeardStep {
    const begin = stepBegin(atMs, FINEST.seconds)
    if (state.step?.atMs === begin) return state.step
    if (state.step) ended.push(state.step)
    state.step = { hostId, atMs: begin, host: emptyHostRollup(), channels: new Map() }
    return state.step
  }

  return {
    add(heard) {
      const known = hosts.get(heard.hostId)
      const state = known ?? { heardMs: heard.atMs - 1000, counters: new Map(), step: null }
      hosts.set(heard.hostId, state)
      const silentMs = heard.atMs - state.heardMs
      const seconds = Math.min(MOST_SECONDS, Math.max(0, silentMs / 1000))
      const before = known && silentMs <= COUNTERS_HOLD_MS ? known.counters : null
      const step = stepOf(state, heard)
      addHost(step.host, heard.sample, heard.channels.values(), seconds)
      state.counters = new Map()
      for (const [id, channel] of heard.channels) {
        addChannel(rollupOf(step, id), channel, seconds, before?.get(id) ?? null)
        state.counters.set(id, countersOf(channel.seen))
      }
      state.heardMs = heard.atMs
    },
    takeEnded(nowMs) {
      for (const [id, state] of hosts) {
        const isOver = state.step && state.step.atMs + FINEST.seconds * 1000 <= nowMs
        if (!isOver || !state.step) continue
        ended.push(state.step)
        state.step = null
        if (nowMs - state.heardMs > COUNTERS_HOLD_MS) hosts.delete(id)
      }
      const taken = ended
      ended = []
      return taken
    },
  }
}

function rollupOf({ channels }: HeardStep, id: ChannelId): ChannelRollup {
  const known = channels.get(id)
  if (known) return known
  const rollup = emptyChannelRollup()
  channels.set(id, rollup)
  return rollup
}
