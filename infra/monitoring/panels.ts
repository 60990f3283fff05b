/** One figure of a dashboard. `unit` in the words of Grafana. */
export type Panel = {
  title: string
  unit: string
  kind: 'stat' | 'timeseries'
  /** Named by `legend`, which may use labels. */
  queries: readonly { expr: string; legend: string }[]
}

/** `variable`: a label that the viewer chooses, with the series whose values it has. */
export type Dashboard = {
  name: 'fleet' | 'host' | 'channel'
  title: string
  variable: { label: string; of: string } | null
  panels: readonly Panel[]
}

/** The same of every instance that is scraped. */
const once = (selector: string) => `max without (instance) (${selector})`

const stat = (title: string, unit: string, expr: string): Panel => {
  return { title, unit, kind: 'stat', queries: [{ expr, legend: title }] }
}

const course = (
  title: string,
  unit: string,
  ...queries: [expr: string, legend: string][]
): Panel => {
  return {
    title,
    unit,
    kind: 'timeseries',
    queries: queries.map(([expr, legend]) => ({ expr, legend })),
  }
}

const FLEET: Dashboard = {
  name: 'fleet',
  title: 'CashbackTV: fleet',
  variable: null,
  panels: [
    stat('Channels live', 'none', once('active_channels_total')),
    stat(
      'Channels dark or unstable',
      'none',
      `sum(${once('channels_by_level{level=~"dark|unstable"}')})`,
    ),
    stat('Channels on the slate', 'none', `sum(${once('channels_by_level{level="slate"}')})`),
    stat('Viewers', 'none', `sum(${once('channel_viewers')}) or vector(0)`),
    course('What viewers get', 'none', [once('channels_by_level'), '{{level}}']),
    course('FFmpeg processes', 'none', [once('ffmpeg_processes_total'), 'processes']),
    course('CPU of hosts', 'percent', [once('cpu_usage_percent'), '{{host}}']),
    course('Memory of hosts', 'percentunit', [
      `${once('memory_usage_bytes')} / ${once('memory_size_bytes')}`,
      '{{host}}',
    ]),
    course(
      'Network of hosts',
      'Bps',
      [`rate(network_tx_bytes[1m])`, '{{host}} out'],
      [`rate(network_rx_bytes[1m])`, '{{host}} in'],
    ),
    course('Requests', 'reqps', [
      'sum by (status) (rate(api_request_duration_seconds_count[1m]))',
      '{{status}}',
    ]),
    course('Latency of the API, p95', 's', [
      'histogram_quantile(0.95, sum by (le, route) (rate(api_request_duration_seconds_bucket[5m])))',
      '{{route}}',
    ]),
    course('Restarts', 'none', [
      'sum by (reason) (increase(channel_restarts_total[10m])) or vector(0)',
      '{{reason}}',
    ]),
    course('Event loop of the control plane', 's', [
      'nodejs_eventloop_lag_p99_seconds',
      '{{instance}}',
    ]),
    course('Availability', 'percentunit', [
      `sum(rate(channel_live_seconds_total[5m])) / (sum(rate(channel_live_seconds_total[5m])) + sum(rate(channel_slate_seconds_total[5m])) + sum(rate(channel_dark_seconds_total[5m])))`,
      'of all channels',
    ]),
    course('Round trip to hosts', 's', [
      'max by (host_id) (link_round_trip_seconds)',
      '{{host_id}}',
    ]),
    course(
      'Reports',
      'none',
      ['sum(increase(link_reports_late_total[5m])) or vector(0)', 'late'],
      ['sum(increase(link_reports_lost_total[5m])) or vector(0)', 'lost'],
    ),
    course('Round trip to the database', 's', ['db_round_trip_seconds', '{{instance}}']),
    course('Connections to the database', 'none', [once('db_connections'), '{{state}}']),
    course('WebSockets', 'none', ['sum by (kind) (websocket_connections_total)', '{{kind}}']),
  ],
}

const HOST: Dashboard = {
  name: 'host',
  title: 'CashbackTV: host',
  variable: { label: 'host', of: 'host_up' },
  panels: [
    stat('Heard of', 'none', once('host_up{host=~"$host"}')),
    stat('Origin answers', 'none', once('origin_up{host=~"$host"}')),
    stat('Channels live', 'none', `sum(${once('channel_live{host=~"$host"}')})`),
    stat('Channels that wait', 'none', once('host_channels_waiting{host=~"$host"}')),
    course('CPU', 'percent', [once('cpu_usage_percent{host=~"$host"}'), '{{host}}']),
    course(
      'Cores',
      'none',
      [once('host_cores_held{host=~"$host"}'), 'held'],
      [once('host_cores_usable{host=~"$host"}'), 'usable'],
    ),
    course('Start queue', 'none', [once('host_channels_queued{host=~"$host"}'), '{{host}}']),
    course('Load', 'none', [once('load_1m{host=~"$host"}'), '{{host}}']),
    course(
      'Memory',
      'bytes',
      [once('memory_usage_bytes{host=~"$host"}'), 'used'],
      [once('memory_size_bytes{host=~"$host"}'), 'size'],
    ),
    course(
      'RAM disk',
      'bytes',
      [once('media_usage_bytes{host=~"$host"}'), 'used'],
      [once('media_size_bytes{host=~"$host"}'), 'size'],
    ),
    course(
      'Network',
      'Bps',
      ['rate(network_tx_bytes{host=~"$host"}[1m])', 'out'],
      ['rate(network_rx_bytes{host=~"$host"}[1m])', 'in'],
    ),
    course('CPU of channels', 'percent', [
      once('channel_cpu_usage_percent{host=~"$host"}'),
      '{{channel}}',
    ]),
    course('Age of the last report', 's', [
      once('host_last_report_age_seconds{host=~"$host"}'),
      '{{host}}',
    ]),
    course('Events that wait', 'none', [once('host_outbox_events{host=~"$host"}'), '{{host}}']),
  ],
}

const CHANNEL: Dashboard = {
  name: 'channel',
  title: 'CashbackTV: channel',
  variable: { label: 'channel', of: 'channel_info' },
  panels: [
    stat('Level', 'none', once('channel_health_level{channel=~"$channel"}')),
    stat('Live', 'none', once('channel_live{channel=~"$channel"}')),
    stat('Viewers', 'none', once('channel_viewers{channel=~"$channel"}')),
    stat('Running for', 's', once('channel_uptime_seconds{channel=~"$channel"}')),
    course(
      'What viewers get',
      'none',
      [once('channel_live{channel=~"$channel"}'), 'live'],
      [once('channel_slate{channel=~"$channel"}'), 'slate'],
      [once('channel_silence{channel=~"$channel"}'), 'silence'],
    ),
    course(
      'Seconds a minute',
      's',
      ['increase(channel_slate_seconds_total{channel=~"$channel"}[1m])', 'slate'],
      ['increase(channel_silence_seconds_total{channel=~"$channel"}[1m])', 'silence'],
      ['increase(channel_dark_seconds_total{channel=~"$channel"}[1m])', 'no stream'],
    ),
    course('Time between segments', 's', [
      once('channel_segment_interval_seconds{channel=~"$channel"}'),
      '{{channel}}',
    ]),
    course('Source in use', 'none', [
      once('channel_source_in_use{channel=~"$channel"}'),
      '{{source}}',
    ]),
    course('Age of the playlist', 's', [
      once('channel_playlist_age_seconds{channel=~"$channel"}'),
      '{{channel}}',
    ]),
    course('Segments', 'none', [
      'rate(channel_segments_published_total{channel=~"$channel"}[1m])',
      '{{channel}}',
    ]),
    course('Speed', 'none', [once('channel_encoding_speed{channel=~"$channel"}'), '{{channel}}']),
    course('Frames a second', 'none', [
      once('channel_frames_per_second{channel=~"$channel"}'),
      '{{channel}}',
    ]),
    course('Bitrate out', 'Kbits', [
      once('channel_output_bitrate_kbps{channel=~"$channel"}'),
      '{{channel}}',
    ]),
    course(
      'Quality of the picture, 0 to 100',
      'none',
      [once('channel_quality_estimate_score{channel=~"$channel"}'), 'estimate'],
      [once('channel_quality_measured_score{channel=~"$channel"}'), 'measured'],
    ),
    course(
      'Frames lost',
      'none',
      ['increase(channel_dropped_frames_total{channel=~"$channel"}[1m])', 'dropped'],
      ['increase(channel_duplicated_frames_total{channel=~"$channel"}[1m])', 'doubled'],
    ),
    course('CPU', 'percent', [
      once('channel_cpu_usage_percent{channel=~"$channel"}'),
      '{{channel}}',
    ]),
    course('Memory', 'bytes', [
      once('channel_memory_usage_bytes{channel=~"$channel"}'),
      '{{channel}}',
    ]),
    course('Sent to viewers', 'Bps', [
      'rate(channel_sent_bytes_total{channel=~"$channel"}[1m])',
      '{{channel}}',
    ]),
    course('Failures in a row', 'none', [
      once('channel_failures_in_row{channel=~"$channel"}'),
      '{{channel}}',
    ]),
  ],
}

export const DASHBOARDS: readonly Dashboard[] = [FLEET, HOST, CHANNEL]
