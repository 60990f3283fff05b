import { inEnglish, messageOf } from '@cashbacktv/contract'
import { hostCredentials, hosts } from '@cashbacktv/db'
import { eq, inArray } from 'drizzle-orm'
import type { ServiceContext } from '../context.ts'
import { NOT_TRIED, repeatJob } from '../repeat-job.ts'
import type { Connection } from './connection.ts'
import { type HostHub, LINK_CLOSE } from './host-hub.ts'

/** A credential is replaced after so long, as a key that is known for ever will be known to others. */
const CREDENTIAL_LIFE_MS = 30 * 86_400_000
/** Hosts that are asked at once to come back with a new one. */
const RENEWED_A_LOOK = 5

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
      createdAt: hostCredentials.createdAt,
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
  const oldest = ctx.now().getTime() - CREDENTIAL_LIFE_MS
  const isOld = ({ credentialId }: Connection) =>
    (byCredential.get(credentialId)?.createdAt.getTime() ?? oldest) < oldest
  const due = connections.filter((one) => !one.wasAskedToRenew && isOld(one))
  for (const connection of due.slice(0, RENEWED_A_LOOK)) askToRenew(ctx, hub, connection)
  return undefined
}

/** One that cannot keep a new one goes on with the old, and says why. */
function askToRenew(ctx: ServiceContext, hub: HostHub, connection: Connection): void {
  const { hostId } = connection
  connection.wasAskedToRenew = true
  const failed = (why: unknown) => ctx.log.warn({ hostId, why }, 'a credential was not replaced')
  hub.ask(hostId, { kind: 'renew-credential' }).then(
    (answer) => (answer.kind === 'failed' ? failed(answer.reason.message) : undefined),
    (error: Error) => failed(error.message),
  )
}
