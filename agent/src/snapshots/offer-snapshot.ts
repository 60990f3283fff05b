import { type KnownDesired, reasonOf } from '@cashbacktv/contract'
import { isLive } from '../domain/reconcile/world.ts'
import type { EventWriter } from '../events/event-writer.ts'
import type { Isolation, Log } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import type { Snapshots } from './snapshots.ts'

export type SnapshotPorts = { snapshots: Snapshots; isolation: Pick<Isolation, 'follow'>; log: Log }

const NOT_KNOWN = reasonOf('fatal', 'wishes-not-known')

/**
 * What is now at work; null where nothing has changed. What else became of it is said.
 *
 * @throws ZodError when it is no desired state
 */
export function offerSnapshot(
  given: unknown,
  { snapshots, isolation, log }: SnapshotPorts,
  table: RunTable,
  events: EventWriter,
): KnownDesired | null {
  const live = table.runs().filter(isLive)
  const offered = snapshots.offer(given, new Set(live.map((run) => run.channelId)))
  const { next } = offered
  const { revision } = next
  switch (offered.kind) {
    case 'ignored':
      log.debug({ revision }, offered.why)
      return null
    case 'held': {
      if (!offered.isNew) return null
      const { stops, running } = offered
      log.warn({ revision, stops }, 'Snapshot held: it would stop many channels. Confirm it.')
      events.say({ kind: 'snapshot-held', revision, stops, running })
      return null
    }
    case 'accepted':
      log.info({ revision, channels: next.channels.length }, 'Snapshot accepted')
      if (offered.notRead.length > 0) {
        log.warn({ revision, notRead: offered.notRead }, NOT_KNOWN.message)
        events.say({ kind: 'host-notice', reason: NOT_KNOWN })
      }
      isolation.follow(next.channels)
      if (!offered.saved) log.error({ revision }, 'Not kept on disk: free space in DATA_DIR')
      return next
  }
}
