import { inEnglish, messageOf } from '@cashbacktv/contract'
import { hostCredentials, hosts } from '@cashbacktv/db'
import { eq, inArray } from 'drizzle-orm'
import type { ServiceContext } from '../context.ts'
import { type HostHub, LINK_CLOSE } from './host-hub.ts'

const REVOKED = inEnglish(messageOf('credential-revoked'))

export type Watch = { close(): void }

/**
 * The slow poll behind every announcement, one query for all sockets of this instance: a revision
 * that was not announced is sent, a credential that was revoked elsewhere ends its socket.
 */
export function watchConnections(ctx: ServiceContext, hub: HostHub, everyMs: number): Watch {
  let closed = false
  let failing = false
  const once = async () => {
    try {
      await look(ctx, hub)
      failing = false
    } catch (error) {
      if (!failing) ctx.log.warn({ err: error }, 'could not look after the connected hosts')
      failing = true
    }
    if (!closed) timer = setTimeout(once, everyMs).unref()
  }
  let timer = setTimeout(once, everyMs).unref()
  return {
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

async function look(ctx: ServiceContext, hub: HostHub): Promise<void> {
  const connections = hub.connections()
  if (connections.length === 0) return
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
}
