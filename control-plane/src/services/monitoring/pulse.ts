import type { ChannelPulse, LivePulse } from '@cashbacktv/contract'
import type { PulseSource, ServiceContext } from '../../context.ts'
import { observationOf, readLiveState, statusOf } from '../channels/live-state.ts'
import { readChannels } from '../channels/read-channels.ts'
import { listHosts } from '../hosts/list.ts'

const EVERY_MS = 1000

type PulseContext = Pick<ServiceContext, 'db' | 'live' | 'now' | 'log'>

/** Computes the pulse once a second for all who look, and not at all while nobody does. */
export function createPulseSource(ctx: PulseContext): PulseSource {
  const listeners = new Set<(pulse: LivePulse) => void>()
  let timer: NodeJS.Timeout | null = null
  let last: LivePulse | null = null
  let failing = false

  async function beat() {
    try {
      last = await readPulse(ctx)
      failing = false
    } catch (error) {
      // Without the database the last known is shown on; its age is in `at`.
      if (!failing) ctx.log.warn({ err: error }, 'live figures cannot be read')
      failing = true
    }
    if (last) for (const listener of [...listeners]) listener(last)
    timer = listeners.size > 0 ? setTimeout(beat, EVERY_MS) : null
  }

  return {
    subscribe(listener) {
      const own = (pulse: LivePulse) => listener(pulse)
      listeners.add(own)
      if (!timer && listeners.size === 1) timer = setTimeout(beat, 0)
      return () => {
        listeners.delete(own)
      }
    },
    close() {
      listeners.clear()
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}

/** All that moves at this moment. */
export async function readPulse(ctx: PulseContext): Promise<LivePulse> {
  const [rows, state, hosts] = await Promise.all([
    readChannels(ctx.db),
    readLiveState(ctx),
    listHosts(ctx),
  ])
  const channels = rows.map((row): ChannelPulse => {
    const status = statusOf(state, row)
    const seen = observationOf(state, row)
    return {
      id: row.id,
      ...status,
      activeSourceId: seen?.run?.sourceId ?? null,
      showing: seen?.air?.showing ?? 'nothing',
      speed: seen?.metrics?.speed ?? null,
      fps: seen?.metrics?.fps ?? null,
      cpuPercent: seen?.metrics?.cpuPercent ?? null,
      memoryBytes: seen?.metrics?.memoryBytes ?? null,
      outputBitrateKbps: seen?.metrics?.outputBitrateKbps ?? null,
      viewers: seen?.air?.viewers ?? 0,
    }
  })
  return {
    at: ctx.now().toISOString(),
    channels,
    hosts: hosts.map((host) => {
      const { id, link, lastSeenAt, wantedRevision, heldRevision, draining, sample } = host
      return { id, link, lastSeenAt, wantedRevision, heldRevision, draining, sample }
    }),
  }
}
