import {
  type AddPasskeyInput,
  type BeginPasskeyInput,
  messageOf,
  type PasskeyCreation,
  type PasskeyView,
} from '@cashbacktv/contract'
import { type Db, passkeys, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { Actor, LoggedInContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { creationOf } from '../../domain/passkeys/ceremony-options.ts'
import { commitChange } from '../changes/commit-change.ts'
import { askPassword, changeWithCode, sessionOf } from '../second-step/prove.ts'
import { askedOf, newChallenge } from './ask-passkey.ts'
import { viewOf } from './manage.ts'
import { requireParty } from './passkey-site.ts'
import { verifyCreated } from './verify-passkey.ts'

/** More than anybody has devices. */
const MOST = 20

/**
 * For who has proved to be the one: what a browser makes a passkey by. It counts for this session and five minutes.
 *
 * @throws DomainError `validation_failed` at `password` or `code`, `conflict` where passkeys cannot be used or are too many, `rate_limited`
 */
export async function beginPasskey(
  ctx: LoggedInContext,
  { password, code }: BeginPasskeyInput,
): Promise<PasskeyCreation> {
  const party = requireParty(ctx)
  await askPassword(ctx, password)
  const purpose = await purposeOf(ctx)
  return changeWithCode(ctx, code, async (tx) => {
    const known = await passkeysWithRoom(tx, ctx.actor)
    const ceremony = { party, challenge: newChallenge(ctx, purpose), known }
    return { result: creationOf(ceremony, ctx.actor), hosts: [], audit: [] }
  })
}

/**
 * Takes the passkey that a browser has made of it.
 *
 * @throws DomainError `conflict` for one that is over, wrong or known; nothing is told of why it is wrong
 */
export async function addPasskey(
  ctx: LoggedInContext,
  { name, created }: AddPasskeyInput,
): Promise<PasskeyView> {
  const asked = askedOf(ctx, requireParty(ctx), await purposeOf(ctx))
  const made = await verifyCreated(asked, created)
  if ('refused' in made) {
    const { requestId, address } = ctx
    ctx.log.warn({ requestId, address, reason: made.refused }, 'a new passkey was refused')
    throw new DomainError(
      'conflict',
      messageOf(asked.wasOver() ? 'passkey-over' : 'passkey-not-added'),
    )
  }
  return commitChange(ctx, async (tx) => {
    await passkeysWithRoom(tx, ctx.actor)
    const { transports } = created.response
    const [row] = await tx
      .insert(passkeys)
      .values({ userId: ctx.actor.id, name, transports, createdAt: ctx.now(), ...made.is })
      .onConflictDoNothing()
      .returning()
    if (!row) throw new DomainError('conflict', messageOf('passkey-known'))
    const subject = { subjectType: 'user', subjectId: ctx.actor.id } as const
    const detail = { passkey: name }
    return {
      result: viewOf(row),
      hosts: [],
      audit: [{ action: 'user.passkey-added', ...subject, detail }],
    }
  })
}

/** Those of the person, who is locked until all are counted. */
async function passkeysWithRoom(tx: Db, { id }: Actor) {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('update')
  const known = await tx.select().from(passkeys).where(eq(passkeys.userId, id))
  if (known.length < MOST) return known
  throw new DomainError('conflict', messageOf('passkeys-full', { most: MOST }))
}

async function purposeOf(ctx: LoggedInContext): Promise<string> {
  return `add ${ctx.actor.id} ${await sessionOf(ctx)}`
}
