import type { HostReport } from '@cashbacktv/contract'

export type MadeHost = { hostId: HostReport['hostId']; credential: string; channelIds: string[] }

/** Milliseconds of a day: a number that passes through every layer as it is, as a bit rate. */
export const stampOf = (ms: number) => Math.floor(ms % 86_400_000)

const SINCE = new Date(0).toISOString()
const RUN = `benchrun00-${'a'.repeat(20)}`

/**
 * What a host of many running channels says, with the instant of saying it as the bit rate of each.
 * It is one object that changes from second to second: the load maker is to cost as little as it can.
 */
export function createMadeReport(host: MadeHost) {
  const channels = host.channelIds.map(madeChannel)
  const report = {
    protocol: 1,
    hostId: host.hostId,
    at: SINCE,
    heldRevision: null,
    sample: SAMPLE,
    appliedRevision: null as number | null,
    capacity: null,
    origin: { answers: true, lastWordAt: SINCE },
    channels,
  }
  return (revision: number | null, ms: number): Readonly<typeof report> => {
    const at = new Date(ms).toISOString()
    report.at = at
    report.appliedRevision = revision
    report.origin.lastWordAt = at
    for (const [index, channel] of channels.entries()) turn(channel, index, ms, at)
    return report
  }
}

export type MadeChannel = ReturnType<typeof madeChannel>

/** Everything of a channel that is another with each second. */
function turn({ metrics, air }: MadeChannel, index: number, ms: number, at: string): void {
  const wave = Math.sin(ms / 5000 + index)
  const seconds = Math.floor(ms / 1000) % 1_000_000
  metrics.uptimeSeconds = seconds
  metrics.cpuPercent = 5 + wave
  metrics.memoryBytes = 50_000_000 + Math.round(wave * 1e6)
  metrics.readBytes = seconds * 500_000
  metrics.writtenBytes = seconds * 500_000
  metrics.frames = seconds * 25
  metrics.fps = 25 + wave / 10
  metrics.speed = 1 + wave / 100
  metrics.outputBitrateKbps = stampOf(ms)
  air.mediaSequence = seconds
  air.lastPublishedAt = at
  air.sentBytes = seconds * 900_000
}

function madeChannel(channelId: string, index: number) {
  return {
    channelId,
    state: 'running',
    since: SINCE,
    reason: null,
    attempt: 0,
    nextTryAt: null,
    queuePosition: null,
    restartGeneration: 0,
    run: {
      runId: RUN,
      pid: 1000 + index,
      sourceId: channelId,
      startedAt: SINCE,
      fingerprint: 'abcdef0123456789abcdef0123456789',
      taken: TAKEN,
    },
    metrics: {
      pid: 1000 + index,
      uptimeSeconds: 0,
      cpuPercent: 5,
      threads: 9,
      memoryBytes: 0,
      virtualMemoryBytes: 1e9,
      openFiles: 12,
      ioWaitSeconds: 0.5,
      readBytes: 0,
      frames: 0,
      writtenBytes: 0,
      fps: 25,
      speed: 1,
      inputBitrateKbps: 2500,
      outputBitrateKbps: 0,
      droppedFrames: 0,
      duplicatedFrames: 0,
    },
    air: {
      showing: 'live',
      mediaSequence: 0,
      segments: 6,
      targetDurationSeconds: 2,
      lastPublishedAt: SINCE,
      viewers: 3,
      sentBytes: 0,
    },
  }
}

const TAKEN = {
  video: {
    codec: 'h264',
    profile: 'High',
    width: 1280,
    height: 720,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
    keyframeSeconds: 2,
    streamId: 256,
  },
  audio: {
    codec: 'aac',
    profile: 'LC',
    channels: 2,
    layout: 'stereo',
    sampleRate: 48_000,
    streamId: 257,
    language: 'tur',
  },
  program: 1,
  programName: 'News',
  audioTrackMissing: false,
}

const SAMPLE = {
  coresPercent: [40, 50, 60, 30],
  cpuPercent: 45,
  load1: 2,
  memoryTotalBytes: 64e9,
  memoryUsedBytes: 30e9,
  diskTotalBytes: 1e12,
  diskUsedBytes: 2e11,
  mediaTotalBytes: 8e9,
  diskReadBytesPerSecond: 0,
  diskWrittenBytesPerSecond: 5e6,
  mediaUsedBytes: 2e9,
  networkReceivedBytesPerSecond: 4e7,
  networkSentBytesPerSecond: 1e8,
  networkReceivedBytes: 1e12,
  networkSentBytes: 1e12,
}
