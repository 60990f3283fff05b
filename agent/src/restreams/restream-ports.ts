import type { ChannelId, ChannelSpec, HostHappening, RestreamId } from '@cashbacktv/contract'
import type { MediaUser } from '../domain/confinement/confine.ts'
import type { RestreamMemory } from '../domain/restreams/restream-memory.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock, Program, ProgressSource } from '../ports.ts'

/** All that sending channels to their destinations goes through. */
export type RestreamPorts = {
  paths: AgentPaths
  clock: Clock
  random: () => number
  bootId: string
  progress: Pick<ProgressSource, 'port' | 'onWord'>
  user: MediaUser | null
  /** The origin of this host as it is reached from here, `http://127.0.0.1:8090`. */
  streamsUrl: string
  program(): Program
  allowCidrs(): readonly string[]
  /** Of channels that are to be on air. */
  specs(): readonly ChannelSpec[]
  /** Nothing is known of the channel but that it is wanted: what is sent of it is sent on. */
  isUnknown(channelId: ChannelId): boolean
  /** Since when the origin shows something new of the channel, by the steady clock; null while it does not. */
  onAirSince(channelId: ChannelId): number | null
  /** How the audio that is sent of the channel is coded, of whatever run; null while that is not known. */
  audioSent(channelId: ChannelId): string | null
  say(happening: HostHappening): void
}

export type RestreamEntry = {
  memory: RestreamMemory
  channelId: ChannelId
  /** Said with every event, also once it is not wanted any more. */
  name: string
  /** That it tells its progress from. */
  address: string
  isStarting: boolean
}

export type RestreamTable = Map<RestreamId, RestreamEntry>
