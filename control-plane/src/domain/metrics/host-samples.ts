import {
  type HostMetric,
  type HostReport,
  type HostSample,
  type RecordingObservation,
  usableCores,
} from '@cashbacktv/contract'
import type { HostEntry } from '../fleet/fleet.ts'
import type { HostNow } from '../fleet/live-state.ts'

/** A host as it is measured. */
type Measured = { entry: HostEntry; now: HostNow; at: Date }

type Read = (host: Measured) => number | null

/** How each series of a host is read. Null: nothing is known, and nothing is said. */
export const HOST_READERS: Readonly<Record<HostMetric, Read>> = {
  host_up: ({ now }) => Number(now.link === 'connected'),
  host_last_report_age_seconds: ({ now, at }) => secondsSince(now.lastSeenAt, at),
  host_draining: ({ now }) => Number(now.draining),
  host_revision_behind: ({ now }) => Number(!now.current),
  host_two_agents: ({ now }) => Number(now.twoAgentsSince !== null),
  origin_up: ({ now }) => {
    return now.link === 'connected' && now.origin ? Number(now.origin.answers) : null
  },
  cpu_usage_percent: sampled(({ cpuPercent }) => cpuPercent),
  cpu_cores: sampled(({ coresPercent }) => coresPercent.length),
  load_1m: sampled(({ load1 }) => load1),
  memory_usage_bytes: sampled(({ memoryUsedBytes }) => memoryUsedBytes),
  memory_size_bytes: sampled(({ memoryTotalBytes }) => memoryTotalBytes),
  disk_usage_bytes: sampled(({ diskUsedBytes }) => diskUsedBytes),
  disk_size_bytes: sampled(({ diskTotalBytes }) => diskTotalBytes),
  media_usage_bytes: sampled(({ mediaUsedBytes }) => mediaUsedBytes),
  media_size_bytes: sampled(({ mediaTotalBytes }) => mediaTotalBytes),
  network_rx_bytes: sampled(({ networkReceivedBytes }) => networkReceivedBytes),
  network_tx_bytes: sampled(({ networkSentBytes }) => networkSentBytes),
  host_cores_usable: roomed((room) => usableCores(room)),
  host_cores_held: roomed(({ heldCores }) => heldCores),
  host_channels_queued: reported(({ channels }) => {
    return channels.filter(({ queuePosition }) => queuePosition !== null).length
  }),
  host_channels_waiting: roomed(({ waiting }) => waiting),
  host_outbox_events: reported(({ waitingEvents }) => waitingEvents ?? null),
  host_illegal_moves_total: reported(({ illegalMoves }) => illegalMoves ?? null),
  host_recordings: reported(({ recordings = [] }) => recordings.length),
  host_recordings_failing: reported((report) => failingRecordings(report).length),
  host_recordings_lost: reported((report) => lostRecordings(report).length),
  host_dvr_size_bytes: reported(({ dvrDisk }) => dvrDisk?.totalBytes ?? null),
  host_dvr_free_bytes: reported(({ dvrDisk }) => dvrDisk?.freeBytes ?? null),
  host_dvr_kept_bytes: reported(({ dvrDisk }) => dvrDisk?.keptBytes ?? null),
  host_dvr_needed_bytes: reported(({ dvrDisk }) => dvrDisk?.neededBytes ?? null),
}

/** Recordings of which no file can be made now, or whose file is not taken by the bucket. */
export function failingRecordings({ recordings = [] }: HostReport): RecordingObservation[] {
  return recordings.filter(({ file, upload }) => {
    return file?.state === 'failed' || upload?.state === 'failed'
  })
}

/** Recordings that are over and of which nothing is there. */
export function lostRecordings({ recordings = [] }: HostReport): RecordingObservation[] {
  return recordings.filter(({ state }) => state === 'lost')
}

/** Milliseconds since 1970 to whole milliseconds of a second; null where it never was. */
export function secondsSince(instant: string | null | undefined, at: Date): number | null {
  if (instant === null || instant === undefined) return null
  return Math.max(0, at.getTime() - Date.parse(instant)) / 1000
}

/** What a silent host said last is no longer so. */
function sampled(read: (sample: HostSample) => number): Read {
  return ({ now }) => {
    const sample = now.link === 'connected' ? now.report?.sample : null
    return sample ? read(sample) : null
  }
}

function reported(read: (report: HostReport) => number | null): Read {
  return ({ now }) => (now.link === 'connected' && now.report ? read(now.report) : null)
}

type Room = NonNullable<NonNullable<HostNow['report']>['capacity']>

function roomed(read: (room: Room) => number): Read {
  return ({ now }) => {
    const room = now.link === 'connected' ? now.report?.capacity : null
    return room ? read(room) : null
  }
}
