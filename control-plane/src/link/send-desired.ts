import type { DesiredState } from '@cashbacktv/contract'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import { loadDesiredState } from '../services/hosts/desired-state.ts'
import type { LinkContext } from './link-context.ts'

/**
 * Whole snapshots of what is wanted of the host: one at once, then one whenever the revision is
 * another than the last sent. The announcement of a change and the slow poll both only wake it.
 */
export async function* sendDesired(
  ctx: LinkContext,
  stop: AbortSignal,
): AsyncGenerator<TrackedEnvelope<DesiredState>> {
  const { connection } = ctx
  connection.sentRevision = null
  connection.desiredChanged.raise()
  while (true) {
    await connection.desiredChanged.wait(stop)
    if (stop.aborted) return
    const snapshot = await load(ctx)
    if (stop.aborted) return
    if (!snapshot || snapshot.revision === connection.sentRevision) continue
    connection.sentRevision = snapshot.revision
    yield tracked(String(snapshot.revision), snapshot)
  }
}

/** Null when it cannot be built now: the host goes on with what it has, the next poll tries again. */
async function load({ service, connection }: LinkContext): Promise<DesiredState | null> {
  try {
    return await loadDesiredState(service, connection.hostId)
  } catch (error) {
    service.log.error({ err: error, hostId: connection.hostId }, 'no snapshot for a host')
    return null
  }
}
