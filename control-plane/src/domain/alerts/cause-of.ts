import type {
  ChannelHealth,
  HostId,
  HostResource,
  IncidentCause,
  Reason,
} from '@cashbacktv/contract'
import type { Condition } from './condition.ts'
import type { RuleInForce } from './rules-in-force.ts'

/** What is known of the subject of an alert, from which its cause follows. */
export type Circumstances = {
  health: Pick<ChannelHealth, 'code'> | null
  reason: Pick<Reason, 'class' | 'code'> | null
  /** Servers that its sources come from, in order of preference, each once. */
  upstreams: readonly string[]
  /** Servers that it cannot be sent on to now, each once. */
  destinations: readonly string[]
  host: { id: HostId; name: string } | null
  /** The CPU of its host is full, or about to be told to be. */
  cpuIsFull: boolean
}

const RESOURCES: Readonly<Partial<Record<RuleInForce['id'], HostResource>>> = {
  'host-cpu-full': 'cpu',
  'host-memory-full': 'memory',
  'media-full': 'media',
  'disk-full': 'disk',
  'channels-waiting': 'room',
  // Files are written to the disk, and fail when it does.
  'recordings-failing': 'disk',
  'recordings-lost': 'recordings',
  'recordings-full': 'recordings',
}

/** Rules of a host that, broken, leave no channel of it as it was: whose channels these are is told too. */
export const MACHINE_RULES = ['host-silent', 'origin-away'] as const satisfies RuleInForce['id'][]

export function hitsItsChannels(rule: string): boolean {
  return MACHINE_RULES.some((id) => id === rule)
}

/** Rules about what a host keeps: their alerts are of the channels whose recordings these are. */
export const RECORDING_RULES = [
  'recordings-failing',
  'recordings-lost',
] as const satisfies RuleInForce['id'][]

export function isOfRecordings(rule: string): boolean {
  return RECORDING_RULES.some((id) => id === rule)
}

type Blame = 'source' | 'destination' | 'machine' | 'cpu' | 'room' | 'channel'

/**
 * What an alert comes from, the likeliest first. A channel with several servers, of its sources or of
 * where it is sent on to, has several: which of them it was shows in what others lost meanwhile.
 */
export function causesOf(condition: Condition, known: Circumstances): IncidentCause[] {
  const { subject, rule } = condition
  const resource = RESOURCES[rule]
  if (resource && known.host) {
    return [{ kind: 'resource', resource, hostId: known.host.id, name: known.host.name }]
  }
  if (subject.kind === 'host') {
    return [{ kind: 'machine', hostId: subject.id, name: subject.name }]
  }
  const own: IncidentCause = { kind: 'channel', channelId: subject.id, name: subject.name }
  const { host, upstreams } = known
  switch (blameOf(rule, known)) {
    case 'source': {
      const servers = rule === 'channel-on-backup' ? upstreams.slice(0, 1) : upstreams
      return [...servers.map((address) => ({ kind: 'upstream' as const, address })), own]
    }
    case 'destination':
      return [
        ...known.destinations.map((address) => ({ kind: 'destination' as const, address })),
        own,
      ]
    case 'machine':
      return host ? [{ kind: 'machine', hostId: host.id, name: host.name }, own] : [own]
    case 'cpu':
      return host
        ? [{ kind: 'resource', resource: 'cpu', hostId: host.id, name: host.name }]
        : [own]
    case 'room':
      return [
        {
          kind: 'resource',
          resource: 'room',
          hostId: host?.id ?? null,
          name: host?.name ?? null,
        },
      ]
    case 'channel':
      return [own]
  }
}

function blameOf(
  rule: Condition['rule'],
  { health, reason, cpuIsFull }: Pick<Circumstances, 'health' | 'reason' | 'cpuIsFull'>,
): Blame {
  if (rule === 'channel-on-backup' || rule === 'channel-silence') return 'source'
  if (rule === 'channel-restream-failing') return 'destination'
  if (rule === 'channel-lacks-resource') return reason?.code === 'no-capacity' ? 'room' : 'channel'
  const isOwnFault = reason !== null && reason.class !== 'network'
  switch (health?.code) {
    case 'slate':
    case 'flapping':
    case 'retrying':
    case 'interrupted':
    case 'stalled':
    case 'source-slow':
    case 'no-audio':
    case 'not-begun':
      return isOwnFault && reason.code !== 'no-sound' ? 'channel' : 'source'
    case 'failed':
      return isOwnFault ? 'channel' : 'source'
    case 'origin-away':
    case 'host-never-connected':
    case 'host-silent':
      return 'machine'
    case 'slow':
      return cpuIsFull ? 'cpu' : 'channel'
    case 'no-room':
    case 'no-host':
      return 'room'
    default:
      return 'channel'
  }
}

/** The name of a cause among open incidents. */
export function causeKey(cause: IncidentCause): string {
  switch (cause.kind) {
    case 'upstream':
    case 'destination':
      return `${cause.kind}:${cause.address}`
    case 'machine':
      return `machine:${cause.hostId}`
    case 'resource':
      return `resource:${cause.hostId ?? 'all'}:${cause.resource}`
    case 'channel':
      return `channel:${cause.channelId}`
  }
}
