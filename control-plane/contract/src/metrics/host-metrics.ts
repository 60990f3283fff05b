import { type Metric, metricsOf, oddly } from './metric.ts'

const { gauge, counter } = metricsOf(['host_id', 'host'])

const AS_ORDERED = 'The name was given by the owner of the product.'

/** Of each host, from its newest report. No value stands for a host that is silent, but for the first five. */
export const HOST_METRICS = {
  host_up: gauge('state', '1 while the host is heard of.'),
  host_last_report_age_seconds: gauge('seconds', 'How long ago the host was last heard of.'),
  host_draining: gauge('state', '1 while the host is being emptied and takes no new channels.'),
  host_revision_behind: gauge(
    'state',
    '1 while the host does not yet work by the newest desired state.',
  ),
  host_two_agents: gauge('state', '1 while two agents connect as the host by turns.'),
  origin_up: gauge('state', '1 while the origin of the host answers.'),
  cpu_usage_percent: gauge('percent', 'CPU of the host, 100 with all cores busy.'),
  cpu_cores: gauge('cores', 'Cores of the host.'),
  load_1m: gauge('processes', 'Load average of the last minute.'),
  memory_usage_bytes: gauge('bytes', 'Memory in use.'),
  memory_size_bytes: gauge('bytes', 'Memory of the host.'),
  disk_usage_bytes: gauge('bytes', 'Used on the disk that holds the state of the agent.'),
  disk_size_bytes: gauge('bytes', 'Size of the disk that holds the state of the agent.'),
  media_usage_bytes: gauge('bytes', 'Used where segments are kept, the RAM disk as a rule.'),
  media_size_bytes: gauge('bytes', 'Size of what segments are kept on.'),
  network_rx_bytes: oddly(AS_ORDERED, counter('bytes', 'Received by the host since it booted.')),
  network_tx_bytes: oddly(AS_ORDERED, counter('bytes', 'Sent by the host since it booted.')),
  host_cores_usable: gauge(
    'cores',
    'Cores that channels may hold: without the reserve and what other programs take.',
  ),
  host_cores_held: gauge(
    'cores',
    'Cores that channels hold, seen where they run, expected where they begin.',
  ),
  host_channels_queued: gauge('channels', 'Channels in the start queue of the host.'),
  host_channels_waiting: gauge('channels', 'Channels that wait for room on the host.'),
  host_outbox_events: gauge(
    'events',
    'Events of the host that the control plane has not acknowledged.',
  ),
  host_illegal_moves_total: counter(
    'moves',
    'Moves of its channels between states that the table of states does not know, since its agent started: more than 0 is a fault of the agent.',
  ),
  host_recordings: gauge(
    'recordings',
    'Recordings that the host has: to come, running and kept. It takes 500.',
  ),
  host_recordings_failing: gauge(
    'recordings',
    'Recordings of which no file can be made, or is not taken by the bucket; it is tried again.',
  ),
  host_recordings_lost: gauge(
    'recordings',
    'Recordings that are over and of which nothing was kept.',
  ),
  host_dvr_size_bytes: gauge('bytes', 'Size of the disk of what channels keep for later.'),
  host_dvr_free_bytes: gauge('bytes', 'What is free of it.'),
  host_dvr_kept_bytes: gauge('bytes', 'What channels keep on it.'),
  host_dvr_needed_bytes: gauge(
    'bytes',
    'What they will keep once each goes back as far as it is to, by what each takes of late.',
  ),
} satisfies Record<string, Metric>

export type HostMetric = keyof typeof HOST_METRICS
