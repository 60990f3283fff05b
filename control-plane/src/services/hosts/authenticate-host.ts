import type { HostId } from '@cashbacktv/contract'
import { hostCredentials } from '@cashbacktv/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { hashSecret } from './secret.ts'

const LONGEST_CREDENTIAL = 256
/** In ms; a float of the database comes as it is. */
const CLOCK = sql<number>`extract(epoch from clock_timestamp())::float8 * 1000`

/** Who an `Authorization: Bearer` header of an agent is, and when that was so; null for no, a wrong or a revoked credential. */
export async function authenticateHost(
  ctx: Pick<ServiceContext, 'db'>,
  authorization: string | undefined,
): Promise<{ hostId: HostId; credentialId: string; admittedAt: number } | null> {
  const credential = /^Bearer ([\w-]+)$/i.exec(authorization ?? '')?.[1]
  if (!credential || credential.length > LONGEST_CREDENTIAL) return null
  const [row] = await ctx.db
    .select({ id: hostCredentials.id, hostId: hostCredentials.hostId, admittedAt: CLOCK })
    .from(hostCredentials)
    .where(
      and(
        eq(hostCredentials.secretHash, hashSecret(credential)),
        isNull(hostCredentials.revokedAt),
      ),
    )
  if (!row) return null
  const { hostId, id: credentialId, admittedAt } = row
  return { hostId, credentialId, admittedAt }
}
