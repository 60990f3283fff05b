import { sessions } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { hashRefreshToken } from './refresh-tokens.ts'
import { revokeFamily } from './sessions.ts'

/** Ends the session of the refresh token, or of the access token the request came with. Said twice it changes nothing. */
export async function logout(
  ctx: RequestContext,
  { refreshToken }: { refreshToken?: string | undefined },
): Promise<void> {
  const caller = await ctx.authenticate()
  const families = new Set(caller ? [caller.familyId] : [])
  if (refreshToken) {
    const [session] = await ctx.db
      .select({ familyId: sessions.familyId })
      .from(sessions)
      .where(eq(sessions.refreshHash, hashRefreshToken(refreshToken)))
    if (session) families.add(session.familyId)
  }
  if (families.size === 0) return
  await commitChange({ ...ctx, actor: caller?.actor ?? null }, async (tx) => {
    for (const familyId of families) await revokeFamily(tx, familyId, ctx.now())
    const subjectType = 'session' as const
    const audit = [...families].map((subjectId): AuditEntry => {
      return { action: 'session.logout', subjectType, subjectId }
    })
    return { result: undefined, hosts: [], audit }
  })
}
