import type { EnrolmentReply, HostId } from '@cashbacktv/contract'
import { hostCredentials } from '@cashbacktv/db'
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { issueCredential } from './create-host.ts'

type Held = { hostId: HostId; credentialId: string }

/**
 * A further credential for a host that asks for one. It takes the place of the others when the host
 * comes with it for the first time: an answer that is lost on the way costs nothing. One that was
 * given before and never came is forgotten.
 */
export async function renewCredential(
  ctx: Pick<ServiceContext, 'db'>,
  { hostId, credentialId }: Held,
): Promise<EnrolmentReply> {
  return ctx.db.transaction(async (tx) => {
    await tx
      .delete(hostCredentials)
      .where(
        and(
          eq(hostCredentials.hostId, hostId),
          isNull(hostCredentials.usedAt),
          ne(hostCredentials.id, credentialId),
        ),
      )
    return issueCredential(tx, hostId)
  })
}

/** A host has come with this credential: with the first time its others are over. */
export async function useCredential(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  { hostId, credentialId }: Held,
): Promise<void> {
  const now = ctx.now()
  await ctx.db.transaction(async (tx) => {
    const first = await tx
      .update(hostCredentials)
      .set({ usedAt: now })
      .where(and(eq(hostCredentials.id, credentialId), isNull(hostCredentials.usedAt)))
      .returning({ id: hostCredentials.id })
    if (first.length === 0) return
    await tx
      .update(hostCredentials)
      .set({ revokedAt: now })
      .where(
        and(
          eq(hostCredentials.hostId, hostId),
          ne(hostCredentials.id, credentialId),
          isNull(hostCredentials.revokedAt),
        ),
      )
  })
}
