import type {
  Capabilities,
  ChannelId,
  ChannelPulse,
  GroupId,
  HostId,
  HostPulse,
  HostReport,
  LiveNames,
  RestreamId,
  SourceId,
} from '@cashbacktv/contract'
import type { AgentsHeard } from '@cashbacktv/db'
import type { AirCount } from './count-air.ts'
import type { HostNow, Wanted } from './live-state.ts'

/** Of a channel as it is stored, what live screens need. */
export type ChannelFacts = Wanted & {
  name: string
  slug: string
  groupId: GroupId | null
  edition: string
  /** Not everyone may watch it. */
  isGuarded: boolean
  /** In order of preference. */
  sources: readonly SourceFacts[]
  restreams: readonly RestreamFacts[]
}

/** `server`: of its address, without port and secrets; null where nothing is asked for it. */
export type SourceFacts = { id: SourceId; server: string | null }

/** `server`: as of a source. */
export type RestreamFacts = { id: RestreamId; server: string | null }

/** Of a host as it is stored, what live screens need. */
export type HostFacts = {
  id: HostId
  name: string
  desiredRevision: number
  draining: boolean
  lastSeenAt: Date | null
  agentsHeard: AgentsHeard | null
  addresses: Pick<Capabilities, 'playbackBaseUrl' | 'originUrl'>
  /** True where it has not said what it is. */
  isAwareOfHevc: boolean
  edition: string
}

/** A channel, with the sequence numbers at which it became what it is and its figures what they are. */
export type ChannelEntry = {
  facts: ChannelFacts
  pulse: ChannelPulse
  standingSeq: number
  figuresSeq: number
  air: AirCount
}
export type HostEntry = {
  facts: HostFacts
  pulse: HostPulse
  channels: Set<ChannelId>
  standingSeq: number
  /** When it was last heard of. */
  reportSeq: number
  /** When a report of it was last counted, in milliseconds since 1970. */
  countedAt: number | null
}

/**
 * The projection: all channels and hosts and what is live of them, from stored facts and reports.
 * It is changed by the functions beside this file, which know neither clock nor database.
 */
export type Fleet = {
  channels: Map<ChannelId, ChannelEntry>
  /** The channels in the order of names; null until somebody asks, and again when one comes, goes or is renamed. */
  byName: readonly ChannelEntry[] | null
  hosts: Map<HostId, HostEntry>
  state: Map<HostId, HostNow>
  reports: Map<HostId, HostReport>
  /** Channels without a host, or with one that is not known. */
  unplaced: Set<ChannelId>
  /** Channels that went, or went out of a group, the last of them. */
  gone: { id: ChannelId; seq: number; groupId: GroupId | null }[]
  /** Channels that became others than they were, the last of them, oldest first. */
  news: Map<ChannelId, ChannelEntry>
  /** What changed up to here may be missing from the news. */
  newsAfter: number
  names: LiveNames
  /** When they became what they are. */
  namesSeq: number
  /** Channels that somebody watches. */
  watched: Set<ChannelEntry>
  /** Given to what changes now; grows after each reading. */
  seq: number
  /** A listener that knows less than this starts anew. */
  oldestSeq: number
}

export function createFleet(): Fleet {
  return {
    channels: new Map(),
    byName: null,
    hosts: new Map(),
    state: new Map(),
    reports: new Map(),
    unplaced: new Set(),
    gone: [],
    news: new Map(),
    newsAfter: 0,
    names: { groups: [], presets: [] },
    namesSeq: 0,
    watched: new Set(),
    seq: 1,
    oldestSeq: 0,
  }
}

/** Channels of these hosts, or of none, as far as they are known here. */
export function idsOn({ hosts, unplaced }: Fleet, hostIds: Iterable<HostId>): ChannelId[] {
  const placed = [...hostIds].flatMap((id) => [...(hosts.get(id)?.channels ?? [])])
  return [...unplaced, ...placed]
}
