import type {
  ChannelObservation,
  History,
  HistoryInput,
  HostReport,
  HostSample,
} from '@cashbacktv/contract'
import type { HistoryStore, ServiceContext } from '../../context.ts'
import { createSeries, type Figures, type Series, TIERS } from '../../domain/history.ts'

/** A host that has said nothing for so long is not sampled: its last word is no news. */
const FRESH_MS = 5000
const DAY_MS = 86_400_000

const CHANNEL_COLUMNS = [
  ...['fps', 'speed', 'inputBitrateKbps', 'outputBitrateKbps'],
  ...['cpuPercent', 'memoryBytes', 'droppedFrames', 'viewers'],
]
const HOST_COLUMNS = [
  ...['channelsOnAir', 'cpuPercent', 'memoryUsedBytes', 'mediaUsedBytes', 'viewers'],
  ...['networkReceivedBytesPerSecond', 'networkSentBytesPerSecond'],
  ...['diskReadBytesPerSecond', 'diskWrittenBytesPerSecond'],
]

/**
 * The figures of the last day, as this instance has heard them. The fine steps are only here; those
 * of the longest range are written to the database by `keepHistory` and read back after a restart.
 */
export function createHistory(ctx: Pick<ServiceContext, 'live' | 'now'>): HistoryStore {
  const series = new Map<string, Series>()

  function note(key: string, columns: readonly string[], at: number, figures: Figures): void {
    const known = series.get(key) ?? createSeries(columns)
    series.set(key, known)
    known.add(at, figures)
  }

  return {
    async sample() {
      const now = ctx.now().getTime()
      const reports = [...(await ctx.live.latestReports()).values()]
      const fresh = reports.filter(({ at }) => now - Date.parse(at) < FRESH_MS)
      for (const report of fresh) {
        note(report.hostId, HOST_COLUMNS, now, figuresOfHosts([report]))
        for (const seen of report.channels) {
          note(seen.channelId, CHANNEL_COLUMNS, now, figuresOfChannel(seen))
        }
      }
      if (fresh.length > 0) note('all', HOST_COLUMNS, now, figuresOfHosts(fresh))
      for (const [key, known] of series) if (now - known.lastAt() > DAY_MS) series.delete(key)
    },
    ended(since) {
      const now = ctx.now().getTime()
      return [...series].flatMap(([subject, known]) =>
        known
          .ended(since.getTime(), now)
          .map(({ atMs, figures }) => ({ subject, at: new Date(atMs), figures })),
      )
    },
    restore(rows) {
      for (const { subject, at, figures } of rows) {
        const columns = 'fps' in figures ? CHANNEL_COLUMNS : HOST_COLUMNS
        const known = series.get(subject) ?? createSeries(columns)
        series.set(subject, known)
        known.restore(at.getTime(), figures)
      }
    },
    read({ channelId, hostId, range }: HistoryInput): History {
      const now = ctx.now()
      const known = series.get(channelId ?? hostId ?? 'all')
      const columns = channelId ? CHANNEL_COLUMNS : HOST_COLUMNS
      return {
        stepSeconds: TIERS[range].stepSeconds,
        until: now.toISOString(),
        points: (known ?? createSeries(columns)).read(range, now.getTime()),
      }
    },
  }
}

function figuresOfChannel({ metrics, air }: ChannelObservation): Figures {
  return {
    fps: metrics?.fps ?? null,
    speed: metrics?.speed ?? null,
    inputBitrateKbps: metrics?.inputBitrateKbps ?? null,
    outputBitrateKbps: metrics?.outputBitrateKbps ?? null,
    cpuPercent: metrics?.cpuPercent ?? null,
    memoryBytes: metrics?.memoryBytes ?? null,
    droppedFrames: metrics?.droppedFrames ?? null,
    viewers: air?.viewers ?? null,
  }
}

/** Amounts are added up over hosts; the load of the CPU is their mean. */
function figuresOfHosts(reports: readonly HostReport[]): Figures {
  const samples = reports.map(({ sample }) => sample).filter((sample) => sample !== null)
  const channels = reports.flatMap((report) => report.channels)
  const sum = (pick: (sample: HostSample) => number) =>
    samples.length === 0 ? null : samples.reduce((all, sample) => all + pick(sample), 0)
  const load = sum(({ cpuPercent }) => cpuPercent)
  return {
    channelsOnAir: channels.filter(({ air }) => (air?.showing ?? 'nothing') !== 'nothing').length,
    viewers: channels.reduce((all, { air }) => all + (air?.viewers ?? 0), 0),
    cpuPercent: load === null ? null : load / samples.length,
    memoryUsedBytes: sum(({ memoryUsedBytes }) => memoryUsedBytes),
    mediaUsedBytes: sum(({ mediaUsedBytes }) => mediaUsedBytes),
    networkReceivedBytesPerSecond: sum((sample) => sample.networkReceivedBytesPerSecond),
    networkSentBytesPerSecond: sum((sample) => sample.networkSentBytesPerSecond),
    diskReadBytesPerSecond: sum((sample) => sample.diskReadBytesPerSecond),
    diskWrittenBytesPerSecond: sum((sample) => sample.diskWrittenBytesPerSecond),
  }
}
