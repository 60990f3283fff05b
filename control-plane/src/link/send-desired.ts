import type { DesiredState } from '@cashbacktv/contract'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import { loadDesiredState } from '../services/hosts/desired-state.ts'
import { goBeyond } from './go-beyond.ts'
import type { LinkContext } from './link-context.ts'

/**
 * Whole snapshots of what is wanted of the host: one at once, then one whenever the revision is
 * another than the last sent. The announcement of a change and the slow poll both only wake it.
 */
export async function* sendDesired(
  ctx: LinkContext,
  stop: AbortSignal,
): AsyncGenerator<TrackedEnvelope<DesiredState>> {
  const { connection, service } = ctx
  const { hostId } = connection
  connection.sentRevision = null
  connection.desiredChanged.raise()
  // Of this subscription: another of the same host, which begins beside it, gets its own.
  let sent: number | null = null
  let isFailing = false
  while (true) {
    await connection.desiredChanged.wait(stop)
    if (stop.aborted) return
    const snapshot: DesiredState | null = await loadAtLeast(ctx, sent ?? 0).catch((error) => {
      // The host goes on with what it has, and the next poll tries again: said once, not each time.
      if (!isFailing) service.log.error({ err: error, hostId }, 'no snapshot for a host')
      return null
    })
    if (stop.aborted) return
    isFailing = snapshot === null
    if (!snapshot) continue
    connection.sentRevision = snapshot.revision
    if (snapshot.revision === sent) continue
    sent = snapshot.revision
    yield tracked(String(snapshot.revision), snapshot)
  }
}

/** One that the host takes: it has that of its last report, and what was `sent` on this socket. */
async function loadAtLeast(ctx: LinkContext, sent: number): Promise<DesiredState | null> {
  const { service, connection } = ctx
  const loaded = await loadDesiredState(service, connection.hostId)
  const had = Math.max(sent, connection.persisted.appliedRevision ?? 0)
  if (loaded === null || loaded.revision >= had) return loaded
  await goBeyond(ctx, had)
  return loadDesiredState(service, connection.hostId)
}
