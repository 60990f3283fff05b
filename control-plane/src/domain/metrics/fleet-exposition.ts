import {
  CHANNEL_METRICS,
  type ChannelMetric,
  HEALTH_LEVELS,
  HOST_METRICS,
  type HostMetric,
  headOf,
  keysOf,
  lineOf,
  type Metric,
  type Sample,
  SERVER_METRICS,
} from '@cashbacktv/contract'
import type { ChannelEntry, Fleet } from '../fleet/fleet.ts'
import { hostOf } from '../fleet/live-state.ts'
import { CHANNEL_READERS, type Labelled, type MeasuredChannel } from './channel-samples.ts'
import { HOST_READERS } from './host-samples.ts'

/**
 * The whole fleet in the text format of Prometheus, a series after the other, in parts of a bounded
 * length: who writes them may let others have their turn in between.
 */
export function* fleetExposition(fleet: Fleet, at: Date): Generator<string> {
  const channels = [...fleet.channels.values()].map((entry) => measured(fleet, entry))
  yield totalsOf(channels)
  for (const name of keysOf(HOST_METRICS)) yield hostSeries(fleet, at, name)
  for (const name of keysOf(CHANNEL_METRICS)) yield* channelSeries(channels, name)
}

const LINES_A_PART = 500

type LabelledChannel = MeasuredChannel & { labels: readonly string[] }

function measured(fleet: Fleet, entry: ChannelEntry): LabelledChannel {
  const { id, slug } = entry.facts
  const host = hostOf(fleet.state, entry.facts)
  const seen = host?.link === 'connected' ? (host.observations.get(id) ?? null) : null
  return { entry, seen, heardAt: host?.heardAt ?? null, labels: [id, slug, host?.name ?? ''] }
}

function* channelSeries(
  channels: readonly LabelledChannel[],
  name: ChannelMetric,
): Generator<string> {
  const metric: Metric = CHANNEL_METRICS[name]
  const read = CHANNEL_READERS[name]
  yield headOf(name, metric)
  for (let from = 0; from < channels.length; from += LINES_A_PART) {
    const part = channels.slice(from, from + LINES_A_PART)
    const samples = part.flatMap((channel) => samplesOf(channel, read))
    yield samples.flatMap((sample) => lineOrNone(name, metric, sample)).join('')
  }
}

function samplesOf(
  channel: LabelledChannel,
  read: (typeof CHANNEL_READERS)[ChannelMetric],
): readonly Sample[] {
  const found = read(channel)
  if (found === null) return []
  if (typeof found === 'number') return [{ labels: channel.labels, value: found }]
  return (isMany(found) ? found : [found]).map(({ label, value }) => {
    return { labels: [...channel.labels, label], value }
  })
}

function isMany(found: Labelled | readonly Labelled[]): found is readonly Labelled[] {
  return Array.isArray(found)
}

function hostSeries(fleet: Fleet, at: Date, name: HostMetric): string {
  const metric: Metric = HOST_METRICS[name]
  const lines = [...fleet.hosts.values()].flatMap((entry) => {
    const now = fleet.state.get(entry.facts.id)
    const value = now ? HOST_READERS[name]({ entry, now, at }) : null
    const labels = [entry.facts.id, entry.facts.name]
    return lineOrNone(name, metric, value === null ? null : { labels, value })
  })
  return [headOf(name, metric), ...lines].join('')
}

/** What is counted over all of them. */
function totalsOf(channels: readonly LabelledChannel[]): string {
  const pulses = channels.map(({ entry }) => entry.pulse)
  const live = pulses.filter(({ showing }) => showing === 'live').length
  const levels = HEALTH_LEVELS.map((level) => {
    return { labels: [level], value: pulses.filter(({ health }) => health.level === level).length }
  })
  // What a host says of channels that are not its own counts nowhere.
  const processes = channels.filter(({ seen }) => seen !== null && seen.run !== null).length
  return [
    series('active_channels_total', [{ labels: [], value: live }]),
    series('channels_by_level', levels),
    series('ffmpeg_processes_total', [{ labels: [], value: processes }]),
  ].join('')
}

function series(name: keyof typeof SERVER_METRICS, samples: readonly Sample[]): string {
  const metric: Metric = SERVER_METRICS[name]
  return [headOf(name, metric), ...samples.map((sample) => lineOf(name, metric, sample))].join('')
}

function lineOrNone(name: string, metric: Metric, sample: Sample | null): string[] {
  return sample === null || !Number.isFinite(sample.value) ? [] : [lineOf(name, metric, sample)]
}
