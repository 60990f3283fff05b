import { type LoginInput, messageOf, type SessionTokens } from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { issueSession } from './sessions.ts'

/**
 * @throws DomainError `unauthenticated`, the same for an unknown address, a wrong password and a
 * disabled account; `rate_limited` with the seconds to wait
 */
export async function login(ctx: RequestContext, input: LoginInput): Promise<SessionTokens> {
  const email = input.email.toLowerCase()
  const { limits, passwords, devices } = ctx.security
  const [user] = await ctx.db.select().from(users).where(eq(users.email, email))
  const device = user ? await devices.verify(input.deviceToken, user.id, ctx.now()) : null
  const passage = await limits.take({ email, address: ctx.address, device })
  const { isKnown } = passage
  const matches = await passwords.verify(user?.passwordHash ?? null, input.password, isKnown)
  if (!user || !matches || user.disabledAt) {
    ctx.log.warn({ address: ctx.address, requestId: ctx.requestId }, 'log-in refused')
    throw new DomainError('unauthenticated', messageOf('log-in-refused'))
  }
  await passage.succeeded()
  const deviceToken = await devices.sign({ userId: user.id, id: device }, ctx.now())
  const tokens = await commitChange(ctx, async (tx) => {
    const { id, role } = user
    const session = { user: { id, email, role }, remember: input.rememberMe }
    const result = await issueSession(ctx, tx, session)
    const subject = { subjectType: 'user', subjectId: id } as const
    const audit: AuditEntry[] = [{ action: 'session.login', ...subject, actor: { id, email } }]
    return { result, hosts: [], audit }
  })
  return { ...tokens, deviceToken }
}
