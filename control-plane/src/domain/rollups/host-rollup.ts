import type { HostSample } from '@cashbacktv/contract'
import type { HeardChannel } from './channel-rollup.ts'

/** How steps of a host become one. */
export const HOST_AMOUNTS = {
  observedSeconds: 'sum',
  onAirSeconds: 'sum',
  viewerSeconds: 'sum',
  viewersMax: 'max',
  viewerKilobits: 'sum',
  sampledSeconds: 'sum',
  cpuSeconds: 'sum',
  coreSeconds: 'sum',
  memoryByteSeconds: 'sum',
  mediaByteSeconds: 'sum',
  receivedBytes: 'sum',
  sentBytes: 'sum',
  diskReadBytes: 'sum',
  diskWrittenBytes: 'sum',
} as const

/** How hosts of one time become a whole: amounts are added up, the time they are of is not. */
export const ACROSS_HOSTS = { observedSeconds: 'max', sampledSeconds: 'max' } as const

export type HostRollup = Record<keyof typeof HOST_AMOUNTS, number>

export function emptyHostRollup(): HostRollup {
  return {
    observedSeconds: 0,
    onAirSeconds: 0,
    viewerSeconds: 0,
    viewersMax: 0,
    sampledSeconds: 0,
    cpuSeconds: 0,
    coreSeconds: 0,
    memoryByteSeconds: 0,
    mediaByteSeconds: 0,
    viewerKilobits: 0,
    receivedBytes: 0,
    sentBytes: 0,
    diskReadBytes: 0,
    diskWrittenBytes: 0,
  }
}

/** Adds a report that stands for so many seconds. */
export function addHost(
  into: HostRollup,
  sample: HostSample | null,
  channels: Iterable<HeardChannel>,
  seconds: number,
): void {
  let onAir = 0
  let viewers = 0
  let viewerKbps = 0
  for (const { seen } of channels) {
    if ((seen?.air?.showing ?? 'nothing') !== 'nothing') onAir += 1
    const watching = seen?.air?.viewers ?? 0
    viewers += watching
    viewerKbps += watching * (seen?.metrics?.outputBitrateKbps ?? 0)
  }
  into.observedSeconds += seconds
  into.onAirSeconds += onAir * seconds
  into.viewerSeconds += viewers * seconds
  into.viewerKilobits += viewerKbps * seconds
  into.viewersMax = Math.max(into.viewersMax, viewers)
  if (sample) addSample(into, sample, seconds)
}

function addSample(into: HostRollup, sample: HostSample, seconds: number): void {
  const cores = sample.coresPercent.length
  into.sampledSeconds += seconds
  into.cpuSeconds += (sample.cpuPercent / 100) * cores * seconds
  into.coreSeconds += cores * seconds
  into.memoryByteSeconds += sample.memoryUsedBytes * seconds
  into.mediaByteSeconds += sample.mediaUsedBytes * seconds
  into.receivedBytes += sample.networkReceivedBytesPerSecond * seconds
  into.sentBytes += sample.networkSentBytesPerSecond * seconds
  into.diskReadBytes += sample.diskReadBytesPerSecond * seconds
  into.diskWrittenBytes += sample.diskWrittenBytesPerSecond * seconds
}
