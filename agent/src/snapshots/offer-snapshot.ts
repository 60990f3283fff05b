import type { DesiredState } from '@cashbacktv/contract'
import { isLive } from '../domain/reconcile/world.ts'
import type { EventWriter } from '../events/event-writer.ts'
import type { Isolation, Log } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import type { Snapshots } from './snapshots.ts'

export type SnapshotPorts = { snapshots: Snapshots; isolation: Pick<Isolation, 'follow'>; log: Log }

/** True when the snapshot is now the one at work; what else became of it is said. */
export function offerSnapshot(
  next: DesiredState,
  { snapshots, isolation, log }: SnapshotPorts,
  table: RunTable,
  events: EventWriter,
): boolean {
  const live = table.runs().filter(isLive)
  const offered = snapshots.offer(next, new Set(live.map((run) => run.channelId)))
  const { revision } = next
  switch (offered.kind) {
    case 'ignored':
      log.debug({ revision }, offered.why)
      return false
    case 'held': {
      if (!offered.isNew) return false
      const { stops, running } = offered
      log.warn({ revision, stops }, 'Snapshot held: it would stop many channels. Confirm it.')
      events.say({ kind: 'snapshot-held', revision, stops, running })
      return false
    }
    case 'accepted':
      log.info({ revision, channels: next.channels.length }, 'Snapshot accepted')
      isolation.follow(next.channels)
      if (!offered.saved) log.error({ revision }, 'Not kept on disk: free space in DATA_DIR')
      return true
  }
}
