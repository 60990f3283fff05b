import type { HostId } from '@cashbacktv/contract'
import { hostCredentials } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { hashSecret } from './secret.ts'

const LONGEST_CREDENTIAL = 256

/** Who an `Authorization: Bearer` header of an agent is; null for no, a wrong or a revoked credential. */
export async function authenticateHost(
  ctx: Pick<ServiceContext, 'db'>,
  authorization: string | undefined,
): Promise<{ hostId: HostId; credentialId: string } | null> {
  const credential = /^Bearer ([\w-]+)$/i.exec(authorization ?? '')?.[1]
  if (!credential || credential.length > LONGEST_CREDENTIAL) return null
  const [row] = await ctx.db
    .select({ id: hostCredentials.id, hostId: hostCredentials.hostId })
    .from(hostCredentials)
    .where(
      and(
        eq(hostCredentials.secretHash, hashSecret(credential)),
        isNull(hostCredentials.revokedAt),
      ),
    )
  return row ? { hostId: row.hostId, credentialId: row.id } : null
}
