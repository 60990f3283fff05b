import type { Capabilities, HostId } from '@cashbacktv/contract'
import type { Outbox } from '../events/outbox.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { HostKeys } from '../files/host-keys.ts'
import type { QualityStore } from '../files/quality-store.ts'
import type {
  AssetStore,
  Clock,
  Ffmpeg,
  HostReader,
  Isolation,
  Log,
  ProgressSource,
} from '../ports.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'

/** The world of a supervisor: everything it does goes through here. */
export type SupervisorContext = {
  hostId: HostId
  version: string
  bootId: string
  cores: number
  paths: AgentPaths
  /** Of what is secret in them. */
  hostKeys: HostKeys
  /** Where the origin of this host keeps what is recorded. */
  dvrDir: string
  clock: Clock
  random: () => number
  log: Log
  ffmpeg: Ffmpeg
  host: HostReader
  isolation: Isolation
  progress: ProgressSource
  assets: AssetStore
  outbox: Outbox
  snapshots: Snapshots
  quality: QualityStore
  capabilities(): Capabilities | null
  allowCidrs: readonly string[]
  /** The origin of this host as it is reached from here. */
  streamsUrl: string
  /** Whether what other programs take of the cores is missing to channels. */
  countsOtherPrograms: boolean
  /** Something has been put into the outbox. */
  onEvent(): void
}

/** Networks that sources may lie in: those of this host, and those that its control plane gives. */
export function allowedNetworks({ snapshots, allowCidrs }: SupervisorContext): readonly string[] {
  return [...allowCidrs, ...(snapshots.current()?.settings.sourceAllowCidrs ?? [])]
}
