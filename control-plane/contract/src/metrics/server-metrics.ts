import { type Metric, metricsOf, oddly } from './metric.ts'

const { gauge, counter } = metricsOf([])

const NO_COUNTER = 'The name was given by the owner of the product; it counts what there is now.'

/** Of the whole, and of the instance of the control plane that is asked. */
export const SERVER_METRICS = {
  active_channels_total: oddly(
    NO_COUNTER,
    gauge('channels', 'Channels of which viewers get the picture of a source.'),
  ),
  channels_by_level: gauge('channels', 'Channels by what viewers get of them.', ['level']),
  ffmpeg_processes_total: oddly(
    NO_COUNTER,
    gauge('processes', 'FFmpeg processes of channels on all hosts.'),
  ),
  websocket_connections_total: oddly(
    NO_COUNTER,
    gauge(
      'connections',
      'WebSockets of this instance: of agents (link) and of who reads figures (metrics).',
      ['kind'],
    ),
  ),
  api_request_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: ['method', 'route', 'status'],
    help: 'How long requests took, by the pattern of their route.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  channel_restarts_total: counter(
    'starts',
    'Runs that ended unasked, by the code of the reason, as this instance was told.',
    ['channel_id', 'reason'],
  ),
  link_reports_total: counter('reports', 'Reports of hosts that this instance took in.', [
    'host_id',
  ]),
  link_reports_late_total: counter(
    'reports',
    'Reports that came more than two seconds after the one before.',
    ['host_id'],
  ),
  link_reports_lost_total: counter(
    'reports',
    'Reports that did not come while the socket of their host was there: one is due each second.',
    ['host_id'],
  ),
  link_round_trip_seconds: gauge('seconds', 'From the last ping to the agent to its pong.', [
    'host_id',
  ]),
  db_round_trip_seconds: gauge('seconds', 'How long the database took to answer just now.'),
  db_connections: gauge(
    'connections',
    'Connections of all instances to the database, by what they do.',
    ['state'],
  ),
  host_events_total: counter(
    'events',
    'What hosts said that happened, as this instance was told.',
    ['kind'],
  ),
  incidents_open: gauge('incidents', 'Incidents that are open, by severity.', ['severity']),
  alert_deliveries_total: counter(
    'messages',
    'Tries to tell a target of an incident, by the kind of the target and how they ended, as this instance made them.',
    ['kind', 'outcome'],
  ),
  alert_deliveries_waiting: gauge('messages', 'Messages to targets that wait to be sent.'),
} satisfies Record<string, Metric>

export type ServerMetric = keyof typeof SERVER_METRICS
