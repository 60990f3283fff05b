import { type Metric, metricsOf } from './metric.ts'

const { gauge, counter } = metricsOf([])

/** Of the agent of a host, at a port of its own. */
export const AGENT_METRICS = {
  agent_link_connected: gauge('state', '1 while the control plane takes reports.'),
  agent_applied_revision: gauge('revision', 'Revision of the snapshot that the host works by.'),
  agent_channels: gauge('channels', 'Channels by their state on the host.', ['state']),
  agent_channels_on_slate: gauge('channels', 'Channels of which viewers get the slate.'),
  agent_viewers: gauge('viewers', 'Players that read its channels now.'),
  agent_outbox_events: gauge('events', 'Events that the control plane has not acknowledged.'),
  agent_illegal_moves_total: counter(
    'moves',
    'Moves of channels between states that the table of states does not know, since the agent started: more than 0 is a fault of the agent.',
  ),
  agent_cpu_seconds_total: counter('seconds', 'CPU that the agent has used.'),
  agent_memory_bytes: gauge('bytes', 'Resident memory of the agent.'),
  agent_event_loop_delay_seconds: gauge(
    'seconds',
    'Of the event loop of the agent, the 99th percentile since it was asked before.',
  ),
} satisfies Record<string, Metric>

/** Of the origin of a host, at a port of its own. */
export const ORIGIN_METRICS = {
  origin_channels: gauge('channels', 'Channels by what viewers get of them.', ['showing']),
  origin_viewers: gauge('viewers', 'Players that read its channels now.'),
  origin_sent_bytes: gauge(
    'bytes',
    'Sent to players by the channels that are there, since the origin was started, by nginx too where its log is heard.',
  ),
  origin_segment_log_lines_total: counter(
    'lines',
    'Lines of the log of nginx that came, by what became of them: counted, or left_out because no viewer got a segment of a channel that is there.',
    ['outcome'],
  ),
  origin_cpu_seconds_total: counter('seconds', 'CPU that the origin has used.'),
  origin_memory_bytes: gauge('bytes', 'Resident memory of the origin.'),
  origin_event_loop_delay_seconds: gauge(
    'seconds',
    'Of the event loop of the origin, the 99th percentile since it was asked before.',
  ),
} satisfies Record<string, Metric>
