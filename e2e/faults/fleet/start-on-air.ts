import { type HttpTsOptions, startHttpTs } from '../../sources/http-ts.ts'
import type { InterruptibleSource } from '../../sources/live-source.ts'
import { type FleetChannel, putOnAir } from './fleet-channels.ts'
import { type Fleet, type FleetOptions, startFleet } from './start-fleet.ts'

/** Small, for many at once. */
const CLIP = { width: 160, height: 90, framesPerSecond: 10, bitrateKbps: 100 }

export type FleetOnAir = {
  fleet: Fleet
  source: InterruptibleSource
  channels: FleetChannel[]
  stop(): Promise<void>
}

export type OnAirOptions = FleetOptions & {
  source?: Partial<HttpTsOptions>
  /** Of the hosts, before the first channel starts. */
  settings?: Record<string, number>
}

/** A fleet with so many copy channels of one source, all on air. */
export async function startOnAir(count: number, options: OnAirOptions = {}): Promise<FleetOnAir> {
  const [fleet, source] = await Promise.all([
    startFleet(options),
    startHttpTs({ ...CLIP, ...options.source }),
  ])
  if (options.settings) {
    const { status } = await fleet.api.send('PUT', '/settings', options.settings)
    if (status !== 200) throw new Error(`The settings were not taken: ${status}`)
  }
  const stop = async () => {
    await fleet.stop()
    await source.close()
  }
  try {
    return { fleet, source, channels: await putOnAir(fleet, count, source.url), stop }
  } catch (error) {
    // Nobody else can: a fleet that goes on would take the machine from every test after it.
    await stop()
    throw error
  }
}
