import { Capabilities } from '../host/capabilities.ts'
import { ChannelObservation } from '../host/host-report.ts'

/** Of a host that is made up, what it says it is, and of it what is named. */
export function madeCapabilities(of: Partial<Capabilities> = {}): Capabilities {
  return Capabilities.parse({
    agentVersion: '2.0.0',
    ffmpegVersion: '5.1.9',
    encoders: ['libx264'],
    filters: ['overlay'],
    protocols: ['http'],
    cores: 4,
    memoryBytes: 8 * 2 ** 30,
    cgroup: 'none',
    media: { totalBytes: 2 ** 30, isRamDisk: true },
    ...of,
  })
}

/** What a host says of a channel that runs and of which nothing else is known, and of it what is named. */
export function madeObservation(of: {
  since: string
  [field: string]: unknown
}): ChannelObservation {
  return ChannelObservation.parse({
    state: 'running',
    reason: null,
    attempt: 0,
    nextTryAt: null,
    queuePosition: null,
    restartGeneration: 0,
    run: null,
    metrics: null,
    air: null,
    ...of,
  })
}
