import { createHash } from 'node:crypto'
import {
  type FinishPasskeyLoginInput,
  messageOf,
  type PasskeyRequest,
  type SessionTokens,
  type ShownPasskey,
  type StartPasskeyLoginInput,
} from '@cashbacktv/contract'
import { type Db, passkeys, users } from '@cashbacktv/db'
import { and, eq, lt } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { handleOf, requestOf } from '../../domain/passkeys/ceremony-options.ts'
import { counterGoesOn } from '../../domain/passkeys/counter-goes-on.ts'
import { type OpenStep, requireStep, spendStep } from '../auth/login.ts'
import { openSession } from '../auth/open-session.ts'
import { commitChange } from '../changes/commit-change.ts'
import { askedOf, newChallenge, passkeyOver } from './ask-passkey.ts'
import { requireParty } from './passkey-site.ts'
import { type Shown, verifyShown } from './verify-passkey.ts'

/** A key of nobody (P-256, by the generator of the curve): what nobody knows takes as long to refuse. */
const NOBODYS =
  'pQECAyYgASFYIGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWIlggT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU'

type Row = { passkey: typeof passkeys.$inferSelect; user: typeof users.$inferSelect }

/**
 * What a browser asks for a passkey by. Without a step any passkey of this site will do, and nothing
 * is told of who has one.
 *
 * @throws DomainError `conflict` where passkeys cannot be used, `unauthenticated` for a step that is over
 */
export async function startPasskeyLogin(
  ctx: RequestContext,
  { step: token }: StartPasskeyLoginInput,
): Promise<PasskeyRequest> {
  const party = requireParty(ctx)
  const step = token === undefined ? null : await requireStep(ctx, token)
  const known = step
    ? await ctx.db.select().from(passkeys).where(eq(passkeys.userId, step.user.id))
    : []
  return requestOf({ party, challenge: newChallenge(ctx, purposeOf(step)), known })
}

/**
 * Logs in by a passkey, which has asked the person itself who it is: alone it counts as both steps,
 * and after a password as the second.
 *
 * @throws DomainError `unauthenticated`, the same for a passkey that nobody has, that is somebody
 * else's, whose answer is wrong, that was copied, and of a disabled account; with `passkey-over` for
 * an attempt that is; `rate_limited` with the seconds to wait
 */
export async function finishPasskeyLogin(
  ctx: RequestContext,
  { step: token, shown, rememberMe, deviceToken }: FinishPasskeyLoginInput,
): Promise<SessionTokens> {
  const party = requireParty(ctx)
  const { limits, devices } = ctx.security
  const step = token === undefined ? null : await requireStep(ctx, token)
  const found = await findPasskey(ctx.db, shown.id)
  const whose = step?.user ?? found?.user
  const device = whose ? await devices.verify(deviceToken, whose.id, ctx.now()) : null
  const email = whose?.email ?? nobodyOf(shown)
  const passage = await limits.take({ email, address: ctx.address, device })
  const asked = askedOf(ctx, party, purposeOf(step))
  const verified = await verifyShown(asked, shown, found?.passkey.publicKey ?? NOBODYS)
  if (asked.wasOver()) throw passkeyOver()
  if ('refused' in verified) throw refusal(ctx, verified.refused)
  if (!found || !isTheirs(found, step, shown)) throw refusal(ctx, 'it is of nobody who may')
  if (!counterGoesOn(found.passkey.counter, verified.is.counter)) {
    throw await refuseCopy(ctx, found, verified.is)
  }
  const { user, passkey } = found
  const known = { user, device, passage, remember: rememberMe, passkey: passkey.name }
  return openSession(ctx, known, async (tx) => {
    await markUsed(ctx, tx, found, verified.is)
    if (step) await spendStep(ctx, step)
  })
}

async function findPasskey(db: Db, credentialId: string): Promise<Row | undefined> {
  const [found] = await db
    .select({ passkey: passkeys, user: users })
    .from(passkeys)
    .innerJoin(users, eq(users.id, passkeys.userId))
    .where(eq(passkeys.credentialId, credentialId))
  return found
}

/** Who it is says the authenticator, where no password did. */
function isTheirs({ user }: Row, step: OpenStep | null, shown: ShownPasskey): boolean {
  const { userHandle } = shown.response
  if (user.disabledAt !== null || (step && step.user.id !== user.id)) return false
  return userHandle ? userHandle === handleOf(user.id) : step !== null
}

/** Of two that show the same count at the same moment one is refused. */
async function markUsed(
  ctx: RequestContext,
  tx: Db,
  { passkey }: Row,
  { counter, isSynced }: Shown,
): Promise<void> {
  const goesOn = counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter)
  const marked = await tx
    .update(passkeys)
    .set({ counter, isSynced, lastUsedAt: ctx.now() })
    .where(and(eq(passkeys.id, passkey.id), goesOn))
    .returning({ id: passkeys.id })
  if (marked.length === 0) throw refusal(ctx, 'it was used or removed meanwhile')
}

async function refuseCopy(
  ctx: RequestContext,
  { user, passkey }: Row,
  { counter }: Shown,
): Promise<DomainError> {
  const actor = { id: user.id, email: user.email }
  const subject = { subjectType: 'user', subjectId: user.id } as const
  const detail = { passkey: passkey.name, counter, before: passkey.counter }
  await commitChange(ctx, async () => ({
    result: undefined,
    hosts: [],
    audit: [{ action: 'user.passkey-refused', ...subject, actor, detail }],
  }))
  return refusal(ctx, 'its count went back: there is a copy of it')
}

function refusal({ log, address, requestId }: RequestContext, reason: string): DomainError {
  log.warn({ address, requestId, reason }, 'passkey refused at a log-in')
  return new DomainError('unauthenticated', messageOf('passkey-refused'))
}

/** As what wrong tries of a passkey that nobody has are counted. */
function nobodyOf({ id }: ShownPasskey): string {
  return `passkey ${createHash('sha256').update(id).digest('base64url')}`
}

function purposeOf(step: OpenStep | null): string {
  return step ? `step ${step.id}` : 'log-in'
}
