import type { ChannelPulse } from '../channel/view.ts'
import { fleetHealth } from '../health/fleet-health.ts'
import type { HostHealth } from '../health/host-health.ts'
import type { HostSample } from '../host/host-report.ts'
import type { FleetTotals } from './fleet-totals-schema.ts'

type Load = Pick<
  HostSample,
  | 'coresPercent'
  | 'cpuPercent'
  | 'memoryUsedBytes'
  | 'memoryTotalBytes'
  | 'networkSentBytesPerSecond'
  | 'networkReceivedBytesPerSecond'
>
type Counted = Pick<ChannelPulse, 'health' | 'showing' | 'viewers'> &
  Partial<Pick<ChannelPulse, 'outputBitrateKbps'>>
type Machine = {
  link: 'never' | 'connected' | 'unknown'
  health: Pick<HostHealth, 'level'>
  sample: Load | null
}

function isOnAir({ showing, health: { level } }: Counted): boolean {
  return showing !== 'nothing' && level !== 'off' && level !== 'dark'
}

/** What no host reports is unknown, not 0. */
export function fleetTotals(channels: readonly Counted[], hosts: readonly Machine[]): FleetTotals {
  const samples = hosts.flatMap(({ link, sample }) =>
    link === 'connected' && sample ? [sample] : [],
  )
  const sum = (value: (sample: (typeof samples)[number]) => number) =>
    samples.reduce((total, sample) => total + value(sample), 0)
  const known = <T>(value: T) => (samples.length > 0 ? value : null)
  const cores = sum(({ coresPercent }) => coresPercent.length)
  const busy = sum(({ cpuPercent, coresPercent }) => cpuPercent * coresPercent.length)
  return {
    ...fleetHealth(channels, hosts),
    onAir: channels.filter(isOnAir).length,
    cpuPercent: cores > 0 ? busy / cores : null,
    cores,
    memoryUsedBytes: known(sum(({ memoryUsedBytes }) => memoryUsedBytes)),
    memoryTotalBytes: sum(({ memoryTotalBytes }) => memoryTotalBytes),
    viewerKbps: channels.reduce(
      (total, { outputBitrateKbps, viewers }) => total + (outputBitrateKbps ?? 0) * viewers,
      0,
    ),
    networkSentKbps: known((sum((sample) => sample.networkSentBytesPerSecond) * 8) / 1000),
    networkReceivedKbps: known((sum((sample) => sample.networkReceivedBytesPerSecond) * 8) / 1000),
    viewers: channels.reduce((total, { viewers }) => total + viewers, 0),
    watched: channels.filter(({ viewers }) => viewers > 0).length,
  }
}
