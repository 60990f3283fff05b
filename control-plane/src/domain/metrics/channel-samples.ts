import {
  type ChannelMetric,
  type ChannelObservation,
  type ContentKind,
  healthRank,
  type PlayerReports,
  type ProcessMetrics,
} from '@cashbacktv/contract'
import type { ChannelEntry } from '../fleet/fleet.ts'
import { CONTENT_SERIES } from './content-series.ts'
import { secondsSince } from './host-samples.ts'

/** A channel as it is measured; nothing of a silent host is `seen`. */
export type MeasuredChannel = {
  entry: ChannelEntry
  seen: ChannelObservation | null
  /** When the newest report of its host came. */
  heardAt: string | null
}

/** What its own label says, and its value. */
export type Labelled = { label: string; value: number }

/** A value, or some with what their own label says; null where nothing is known, and nothing is said. */
type Read = (channel: MeasuredChannel) => number | Labelled | readonly Labelled[] | null

/** What was read as one amount, of several the sum; null where nothing is known. */
export function amountOf(read: ReturnType<Read>): number | null {
  if (read === null || typeof read === 'number') return read
  const values = 'value' in read ? [read] : read
  return values.length === 0 ? null : values.reduce((sum, { value }) => sum + value, 0)
}

/** How each series of a channel is read. */
export const CHANNEL_READERS: Readonly<Record<ChannelMetric, Read>> = {
  channel_info: ({ entry }) => ({ label: entry.facts.name, value: 1 }),
  channel_wanted: ({ entry }) => Number(entry.pulse.health.level !== 'off'),
  channel_health_level: ({ entry }) => healthRank(entry.pulse.health.level),
  channel_live: showing('live'),
  channel_slate: showing('slate'),
  channel_slates_recent: ({ seen }) => seen && (seen.slates?.recent ?? 0),
  channel_silence: aired((air) => Number(air.soundMissingSince !== undefined)),
  channel_black: alarming(CONTENT_SERIES.channel_black),
  channel_frozen: alarming(CONTENT_SERIES.channel_frozen),
  channel_silent: alarming(CONTENT_SERIES.channel_silent),
  channel_without_audio: alarming(CONTENT_SERIES.channel_without_audio),
  channel_shape_changed: alarming(CONTENT_SERIES.channel_shape_changed),
  channel_still_card: alarming(CONTENT_SERIES.channel_still_card),
  channel_below_bitrate_floor: alarming(CONTENT_SERIES.channel_below_bitrate_floor),
  channel_off_loudness: alarming(CONTENT_SERIES.channel_off_loudness),
  channel_clipping: alarming(CONTENT_SERIES.channel_clipping),
  channel_content_seconds_total: ({ seen }) => labelled(seen?.content?.seconds),
  channel_loudness_momentary_lufs: ({ seen }) => seen?.content?.loudness?.momentaryLufs ?? null,
  channel_loudness_integrated_lufs: ({ seen }) => seen?.content?.loudness?.integratedLufs ?? null,
  channel_live_seconds_total: ({ entry }) => entry.air.liveSeconds,
  channel_slate_seconds_total: ({ entry }) => entry.air.slateSeconds,
  channel_dark_seconds_total: ({ entry }) => entry.air.darkSeconds,
  channel_silence_seconds_total: ({ entry }) => entry.air.silenceSeconds,
  channel_segment_interval_seconds: ({ entry, seen }) => {
    return seen?.air ? entry.air.segmentIntervalSeconds : null
  },
  channel_source_in_use: ({ seen }) => {
    return seen?.run ? { label: seen.run.sourceId, value: 1 } : null
  },
  channel_on_backup: ({ entry, seen }) => {
    const first = entry.facts.sources[0]?.id
    return seen?.run ? Number(first !== undefined && seen.run.sourceId !== first) : null
  },
  channel_stopped_by_failure: failed(({ state, reason }) => {
    return state === 'error' && reason?.class === 'fatal'
  }),
  channel_given_up: failed(({ state, reason }) => state === 'error' && reason?.class !== 'fatal'),
  channel_lacks_resource: failed(({ state, reason }) => {
    return state !== 'running' && reason?.class === 'resource'
  }),
  channel_failures_in_row: ({ seen }) => seen?.attempt ?? null,
  channel_queue_place: ({ seen }) => seen?.queuePosition ?? null,
  channel_cpu_usage_percent: running(({ cpuPercent }) => cpuPercent),
  channel_memory_usage_bytes: running(({ memoryBytes }) => memoryBytes),
  channel_uptime_seconds: running(({ uptimeSeconds }) => uptimeSeconds),
  channel_encoding_speed: running(({ speed }) => speed),
  channel_frames_per_second: running(({ fps }) => fps),
  channel_input_bitrate_kbps: running(({ inputBitrateKbps }) => inputBitrateKbps),
  channel_input_frames_per_second: ({ seen }) => seen?.input?.framesPerSecond ?? null,
  channel_input_width_pixels: ({ seen }) => seen?.input?.width ?? null,
  channel_input_height_pixels: ({ seen }) => seen?.input?.height ?? null,
  channel_input_errors_total: ({ seen }) => labelled(seen?.input?.errors),
  channel_output_bitrate_kbps: running(({ outputBitrateKbps }) => outputBitrateKbps),
  channel_dropped_frames_total: running(({ droppedFrames }) => droppedFrames),
  channel_duplicated_frames_total: running(({ duplicatedFrames }) => duplicatedFrames),
  channel_quality_estimate_score: ({ seen }) => seen?.quality?.estimate?.score ?? null,
  channel_quality_measured_score: ({ seen }) => seen?.quality?.measured?.score ?? null,
  channel_quality_measured_age_seconds: ({ seen, heardAt }) => {
    const measured = seen?.quality?.measured?.at ?? null
    return heardAt === null ? null : secondsSince(measured, new Date(heardAt))
  },
  channel_restreams_failing: ({ seen }) =>
    seen && (seen.restreams ?? []).filter(({ state }) => state === 'failing').length,
  channel_viewers: aired(({ viewers }) => viewers),
  channel_sent_bytes_total: aired(({ sentBytes }) => sentBytes),
  channel_player_sessions: reported(({ sessions }) => sessions),
  channel_player_sessions_total: reported(({ begun }) => begun),
  channel_player_rebuffered_sessions_total: reported(({ rebuffered }) => rebuffered),
  channel_player_stalls_total: reported(({ stalls }) => stalls),
  channel_player_stalled_seconds_total: reported(({ stalledSeconds }) => stalledSeconds),
  channel_player_played_seconds_total: reported(({ playedSeconds }) => playedSeconds),
  channel_player_startups_total: reported(({ startups }) => startups),
  channel_player_startup_seconds_total: reported(({ startupSeconds }) => startupSeconds),
  channel_player_throughput_kbps: ({ seen }) => {
    const kbps = seen?.air?.players?.throughputKbps
    return kbps ? labelled({ '0.1': kbps.p10, '0.5': kbps.p50, '0.9': kbps.p90 }) : null
  },
  channel_segments_published_total: aired(
    ({ mediaSequence, segments }) => mediaSequence + segments,
  ),
  channel_playlist_age_seconds: ({ seen, heardAt }) => {
    const published = seen?.air?.lastPublishedAt ?? null
    return heardAt === null ? null : secondsSince(published, new Date(heardAt))
  },
  channel_target_duration_seconds: aired(
    ({ targetDurationSeconds }) => targetDurationSeconds ?? null,
  ),
  channel_past_bytes: aired(({ past }) => past?.bytes ?? null),
  channel_past_seconds: ({ seen, heardAt }) => {
    return heardAt === null ? null : secondsSince(seen?.air?.past?.since, new Date(heardAt))
  },
  channel_past_shortened: aired(({ past }) => {
    return past ? Number(past.shortened?.by === 'disk') : null
  }),
}

function running(read: (metrics: ProcessMetrics) => number | null): Read {
  return ({ seen }) => (seen?.metrics ? read(seen.metrics) : null)
}

function failed(is: (seen: ChannelObservation) => boolean): Read {
  return ({ seen }) => seen && Number(is(seen))
}

/** Said of every channel that is looked at, 0 too. */
function alarming(kind: ContentKind): Read {
  return ({ seen }) => {
    const { content } = seen ?? {}
    if (content === undefined) return null
    return Number(content.conditions.some((one) => one.kind === kind && one.alarms))
  }
}

type Air = NonNullable<ChannelObservation['air']>

function aired(read: (air: Air) => number | null): Read {
  return ({ seen }) => (seen?.air ? read(seen.air) : null)
}

/** Of players that report themselves. */
function reported(read: (players: PlayerReports) => number): Read {
  return aired(({ players }) => (players ? read(players) : null))
}

function labelled(values: Readonly<Record<string, number>> | undefined): Labelled[] | null {
  return values ? Object.entries(values).map(([label, value]) => ({ label, value })) : null
}

/** Said of every channel, 0 too: an alert on what is missing would never come. */
function showing(what: Air['showing']): Read {
  return ({ seen }) => Number(seen?.air?.showing === what)
}
