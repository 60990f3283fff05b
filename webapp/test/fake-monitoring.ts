import {
  type ActivityEntry,
  type ChannelView,
  type EventView,
  HostEventKind,
} from '@cashbacktv/contract'
import type { FakeWorld } from './fake-world.ts'

const SECONDS = { '5m': 300, '1h': 3600, '24h': 86_400 }

/** Figures of a range with a gap in them, in columns. */
export function fakeHistory(range: keyof typeof SECONDS, ofChannel: boolean) {
  const count = range === '24h' ? 288 : 300
  const column = (middle: number, swing: number) =>
    Array.from({ length: count }, (_, index) =>
      index > 120 && index < 140
        ? null
        : middle + swing * Math.sin(index / 17) + (Math.random() - 0.5) * swing * 0.4,
    )
  const machine = {
    memoryUsedBytes: column(2e10, 1e9),
    mediaUsedBytes: column(2.1e9, 3e8),
    networkReceivedBytesPerSecond: column(22e6, 2e6),
    networkSentBytesPerSecond: column(61e6, 9e6),
    diskWrittenBytesPerSecond: column(3e5, 1e5),
  }
  const channel = {
    ...{ fps: column(25, 0.3), speed: column(1, 0.02), outputBitrateKbps: column(4300, 300) },
    ...{ inputBitrateKbps: column(6200, 200), memoryBytes: column(1.28e8, 2e6) },
    droppedFrames: column(1, 1).map((value) => value && Math.max(0, Math.round(value))),
    viewers: column(140, 30).map((value) => value && Math.round(value)),
  }
  return {
    stepSeconds: SECONDS[range] / count,
    until: new Date().toISOString(),
    points: { cpuPercent: column(54, 12), ...(ofChannel ? channel : machine) },
  }
}

export function fakeProcesses(world: FakeWorld) {
  return world.channels().flatMap(({ id, name, slug, hostId, hostName, phase }, index) => {
    const metrics = world.metrics(id)
    if (phase !== 'running' && phase !== 'degraded') return []
    return [
      {
        ...{ channelId: id, channelName: name, slug, hostId, hostName, runId: `run-${index}` },
        ...metrics,
        startedAt: new Date(Date.now() - 12_345_000).toISOString(),
        pid: 41_200 + index,
        cpuPercent: metrics.cpuPercent,
      },
    ]
  })
}

/** Newest first, from the timelines of all channels. */
export function fakeActivity(world: FakeWorld, errorsOnly: boolean): ActivityEntry[] {
  return world
    .channels()
    .slice(0, 6)
    .flatMap((channel, index) => entriesOf(channel, world.timeline(channel.id), index))
    .filter(
      ({ kind, detail }) =>
        !errorsOnly ||
        (HostEventKind.safeParse(kind).success && 'reason' in detail && detail.asked !== true),
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

function entriesOf(channel: ChannelView, timeline: EventView[], index: number): ActivityEntry[] {
  return timeline.map((entry) => ({
    ...entry,
    id: `${index} ${entry.id}`,
    at: new Date(Date.parse(entry.at) - index * 97_000).toISOString(),
    channelId: channel.id,
    channelName: channel.name,
    hostName: entry.actor ? null : channel.hostName,
  }))
}
