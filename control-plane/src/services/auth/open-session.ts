import { messageOf, type SessionTokens } from '@cashbacktv/contract'
import type { Db, users } from '@cashbacktv/db'
import type { RequestContext } from '../../context.ts'
import { errorAt } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { auditOfSpent, spendCode } from '../second-step/spend-code.ts'
import type { Passage } from './login-limits.ts'
import { issueSession } from './sessions.ts'

/**
 * Somebody whose password was right, with a `code` where a second step is asked of this person; or
 * whose passkey was, by its name.
 */
export type LoggingIn = {
  user: typeof users.$inferSelect
  device: string | null
  passage: Passage
  remember: boolean
  code?: string
  passkey?: string
}

/**
 * The end of every log-in: spends the code where there is one, and makes the session.
 *
 * @param proven is asked in the same transaction once the code was right, and may throw
 * @throws DomainError `unauthenticated` at `code` for a wrong one, `rate_limited` after some of these
 */
export async function openSession(
  ctx: RequestContext,
  { user, device, passage, remember, code, passkey }: LoggingIn,
  proven: (tx: Db) => Promise<void> = async () => {},
): Promise<SessionTokens> {
  const { id, email, role } = user
  const attempt = code === undefined ? null : await ctx.security.limits.takeCode(device ?? email)
  const tokens = await commitChange(ctx, async (tx) => {
    const spent = code === undefined ? null : await spendCode(tx, ctx.now(), { userId: id, code })
    if (code !== undefined && !spent) {
      ctx.log.warn({ address: ctx.address, requestId: ctx.requestId }, 'code refused at a log-in')
      throw errorAt('code', 'unauthenticated', messageOf('code-wrong'))
    }
    await proven(tx)
    const result = await issueSession(ctx, tx, { user: { id, email, role }, remember })
    const actor = { id, email }
    const subject = { subjectType: 'user', subjectId: id } as const
    const detail = { ...(spent ? { secondStep: spent.kind } : {}), ...(passkey ? { passkey } : {}) }
    const logIn: AuditEntry = { action: 'session.login', ...subject, actor, detail }
    return { result, hosts: [], audit: [...auditOfSpent(spent, actor), logIn] }
  })
  await attempt?.right()
  await passage.succeeded()
  const deviceToken = await ctx.security.devices.sign({ userId: id, id: device }, ctx.now())
  return { ...tokens, deviceToken }
}
