import {
  type FinishLoginInput,
  type LoginInput,
  messageOf,
  type SessionTokens,
  type StartedLogin,
} from '@cashbacktv/contract'
import { users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { askedAfterPassword, type Factors } from '../../domain/accounts/second-step-rule.ts'
import { DomainError } from '../../domain/errors.ts'
import { factorsOf, isSecondStepRequired } from '../second-step/factors.ts'
import { LOGIN_STEP_SECONDS } from './login-steps.ts'
import { type LoggingIn, openSession } from './open-session.ts'

type Password = Pick<LoginInput, 'email' | 'password' | 'deviceToken'>

/**
 * Logs in with all that it takes in one request.
 *
 * @throws DomainError `unauthenticated`, the same for an unknown address, a wrong password and a
 * disabled account; with `code-needed`, `passkey-needed` or `code-wrong` once the password was right; `rate_limited`
 * with the seconds to wait
 */
export async function login(ctx: RequestContext, input: LoginInput): Promise<SessionTokens> {
  const known = await checkPassword(ctx, input)
  const { rememberMe: remember, code } = input
  const asked = await askedOf(ctx, known.user)
  if (!asked) return openSession(ctx, { ...known, remember })
  if (asked.code && code !== undefined) return openSession(ctx, { ...known, remember, code })
  await known.passage.givenBack()
  const said = messageOf(asked.code ? 'code-needed' : 'passkey-needed')
  throw new DomainError('unauthenticated', said)
}

/**
 * The same in two steps, for screens: where a code is needed, the answer is a short-lived step in
 * place of a session, so that the password is not kept until the code is there.
 *
 * @throws DomainError as above
 */
export async function startLogin(
  ctx: RequestContext,
  input: Omit<LoginInput, 'code'>,
): Promise<StartedLogin> {
  const known = await checkPassword(ctx, input)
  const remember = input.rememberMe
  const asked = await askedOf(ctx, known.user)
  if (!asked) {
    return { kind: 'session', tokens: await openSession(ctx, { ...known, remember }) }
  }
  await known.passage.givenBack()
  const step = await ctx.security.loginSteps.sign(known.user.id, ctx.now())
  return { kind: 'code', step, hasCode: asked.code, hasPasskey: asked.passkey }
}

/** What is asked of this person after the password. */
async function askedOf(
  { db }: Pick<RequestContext, 'db'>,
  { id, role }: Pick<typeof users.$inferSelect, 'id' | 'role'>,
): Promise<Factors | null> {
  return askedAfterPassword(await factorsOf(db, id), await isSecondStepRequired(db, role))
}

/**
 * The second step of it.
 *
 * @throws DomainError `unauthenticated` for a wrong code at `code`, and with `log-in-step-over` for
 * a step that is too old, spent, or from before a new password; `rate_limited`
 */
export async function finishLogin(
  ctx: RequestContext,
  { step: token, code, rememberMe, deviceToken }: FinishLoginInput,
): Promise<SessionTokens> {
  const { devices, limits } = ctx.security
  const step = await requireStep(ctx, token)
  const { user } = step
  const device = await devices.verify(deviceToken, user.id, ctx.now())
  const passage = await limits.take({ email: user.email, address: ctx.address, device })
  const known = { user, device, passage, remember: rememberMe, code }
  return openSession(ctx, known, () => spendStep(ctx, step))
}

/** Somebody whose password was right, and whose log-in waits for a second step. */
export type OpenStep = { id: string; user: typeof users.$inferSelect }

/** @throws DomainError `unauthenticated` for a step that is too old or from before a new password */
export async function requireStep(ctx: RequestContext, token: string): Promise<OpenStep> {
  const step = await ctx.security.loginSteps.verify(token, ctx.now())
  if (!step) throw stepOver()
  const [user] = await ctx.db.select().from(users).where(eq(users.id, step.userId))
  // Steps count in whole seconds.
  if (!user || user.disabledAt || user.credentialsChangedAt.getTime() >= step.at.getTime() + 1000) {
    throw stepOver()
  }
  return { id: step.id, user }
}

/** A step is good for one log-in. @throws DomainError `unauthenticated` for one that was used */
export async function spendStep(ctx: RequestContext, { id }: OpenStep): Promise<void> {
  if (!(await ctx.live.once(`log-in-step:${id}`, LOGIN_STEP_SECONDS))) throw stepOver()
}

async function checkPassword(
  ctx: RequestContext,
  input: Password,
): Promise<Omit<LoggingIn, 'remember'>> {
  const email = input.email.toLowerCase()
  const { limits, passwords, devices } = ctx.security
  const [user] = await ctx.db.select().from(users).where(eq(users.email, email))
  const device = user ? await devices.verify(input.deviceToken, user.id, ctx.now()) : null
  const passage = await limits.take({ email, address: ctx.address, device })
  const { isKnown } = passage
  const matches = await passwords.verify(user?.passwordHash ?? null, input.password, isKnown)
  if (user && matches && !user.disabledAt) return { user, device, passage }
  ctx.log.warn({ address: ctx.address, requestId: ctx.requestId }, 'log-in refused')
  throw new DomainError('unauthenticated', messageOf('log-in-refused'))
}

function stepOver(): DomainError {
  return new DomainError('unauthenticated', messageOf('log-in-step-over'))
}
