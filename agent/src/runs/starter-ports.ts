import type { Capabilities, HostHappening } from '@cashbacktv/contract'
import type { Run } from '../domain/reconcile/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock, Ffmpeg, Isolation, Log, ProgressSource } from '../ports.ts'
import type { Exit } from '../process/spawn-detached.ts'
import type { Preparations } from '../sources/preparations.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import type { RunHandle } from './run-handle.ts'
import type { RunTable } from './run-table.ts'

/** All that a start goes through, from the decision to the process. */
export type StarterPorts = {
  table: RunTable
  preparations: Pick<Preparations, 'admit' | 'layersOf' | 'logoOf' | 'lookFirst'>
  readers: Pick<SourceReaders, 'clear' | 'glance' | 'take'>
  paths: AgentPaths
  clock: Clock
  ffmpeg: Ffmpeg
  bootId: string
  progress: Pick<ProgressSource, 'port'>
  isolation: Pick<Isolation, 'hold' | 'release'>
  log: Log
  capabilities(): Capabilities | null
  say(happening: HostHappening): void
  /** Why the usual disk takes no log; null when it does. */
  tellLogTrouble(trouble: string | null): void
  /** Networks that sources may lie in. */
  allowCidrs(): readonly string[]
  isClosed(): boolean
  onSpawned(handle: RunHandle): void
  onExit(runId: Run['runId'], exit: Exit): void
  /** The start has come to something, good or bad. */
  onSettled(): void
}
