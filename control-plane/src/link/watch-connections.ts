import { inEnglish, messageOf } from '@cashbacktv/contract'
import { hostCredentials, hosts } from '@cashbacktv/db'
import { eq, inArray } from 'drizzle-orm'
import type { ServiceContext } from '../context.ts'
import { NOT_TRIED, repeatJob } from '../repeat-job.ts'
import { type HostHub, LINK_CLOSE } from './host-hub.ts'

const REVOKED = inEnglish(messageOf('credential-revoked'))

/**
 * The slow poll behind every announcement, one query for all sockets of this instance: a revision
 * that was not announced is sent, a credential that was revoked elsewhere ends its socket. The answer ends it, after the look under way.
 */
export function watchConnections(
  ctx: ServiceContext,
  hub: HostHub,
  everyMs: number,
): () => Promise<void> {
  const failed = 'could not look after the connected hosts'
  return repeatJob(() => look(ctx, hub), { everyMs, log: ctx.log, failed })
}

async function look(ctx: ServiceContext, hub: HostHub) {
  const connections = hub.connections()
  if (connections.length === 0) return NOT_TRIED
  const rows = await ctx.db
    .select({
      id: hostCredentials.id,
      revokedAt: hostCredentials.revokedAt,
      revision: hosts.desiredRevision,
    })
    .from(hostCredentials)
    .innerJoin(hosts, eq(hosts.id, hostCredentials.hostId))
    .where(
      inArray(
        hostCredentials.id,
        connections.map(({ credentialId }) => credentialId),
      ),
    )
  const byCredential = new Map(rows.map((row) => [row.id, row]))
  for (const connection of connections) {
    const row = byCredential.get(connection.credentialId)
    if (!row || row.revokedAt) hub.end(connection.hostId, LINK_CLOSE.revoked, REVOKED)
    else if (row.revision !== connection.sentRevision) connection.desiredChanged.raise()
  }
  return undefined
}
