import type { HostReport } from '@cashbacktv/contract'

export type MadeHost = { hostId: HostReport['hostId']; credential: string; channelIds: string[] }

/** Milliseconds of a day: a number that passes through every layer as it is, as a bit rate. */
export const stampOf = (ms: number) => Math.floor(ms % 86_400_000)

const SINCE = new Date(0).toISOString()
const RUN = `benchrun00-${'a'.repeat(20)}`

/** What a host of many running channels says, with the instant of saying it as the bit rate of each. */
export function madeReport(host: MadeHost, revision: number | null, ms: number): unknown {
  const at = new Date(ms).toISOString()
  return {
    ...{ protocol: 1, hostId: host.hostId, at, appliedRevision: revision, heldRevision: null },
    ...{ sample: SAMPLE, capacity: null, origin: { answers: true, lastWordAt: at } },
    channels: host.channelIds.map((channelId, index) => madeChannel(channelId, index, ms, at)),
  }
}

function madeChannel(channelId: string, index: number, ms: number, at: string) {
  const wave = Math.sin(ms / 5000 + index)
  const seconds = Math.floor(ms / 1000) % 1_000_000
  return {
    ...{ channelId, state: 'running', since: SINCE, reason: null, attempt: 0, nextTryAt: null },
    ...{ queuePosition: null, restartGeneration: 0 },
    run: {
      ...{ runId: RUN, pid: 1000 + index, sourceId: channelId, startedAt: SINCE },
      fingerprint: 'abcdef0123456789abcdef0123456789',
    },
    metrics: {
      ...{ pid: 1000 + index, uptimeSeconds: seconds, cpuPercent: 5 + wave, threads: 9 },
      ...{ memoryBytes: 50_000_000 + Math.round(wave * 1e6), virtualMemoryBytes: 1e9 },
      ...{ openFiles: 12, ioWaitSeconds: 0.5, readBytes: seconds * 500_000, frames: seconds * 25 },
      ...{ writtenBytes: seconds * 500_000, fps: 25 + wave / 10, speed: 1 + wave / 100 },
      ...{ inputBitrateKbps: 2500, outputBitrateKbps: stampOf(ms) },
      ...{ droppedFrames: 0, duplicatedFrames: 0 },
    },
    air: {
      ...{ showing: 'live', mediaSequence: seconds, segments: 6, targetDurationSeconds: 2 },
      ...{ lastPublishedAt: at, viewers: 3, sentBytes: seconds * 900_000 },
    },
  }
}

const SAMPLE = {
  ...{ coresPercent: [40, 50, 60, 30], cpuPercent: 45, load1: 2, memoryTotalBytes: 64e9 },
  ...{ memoryUsedBytes: 30e9, diskTotalBytes: 1e12, diskUsedBytes: 2e11, mediaTotalBytes: 8e9 },
  ...{ diskReadBytesPerSecond: 0, diskWrittenBytesPerSecond: 5e6, mediaUsedBytes: 2e9 },
  ...{ networkReceivedBytesPerSecond: 4e7, networkSentBytesPerSecond: 1e8 },
  ...{ networkReceivedBytes: 1e12, networkSentBytes: 1e12 },
}
