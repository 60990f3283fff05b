import {
  messageOf,
  type OwnPasskeys,
  type PasskeyView,
  type RemovePasskeyInput,
  type RenamePasskeyInput,
  type UserId,
} from '@cashbacktv/contract'
import { type Db, passkeys } from '@cashbacktv/db'
import { and, asc, eq } from 'drizzle-orm'
import type { Actor, ChangeContext, LoggedInContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import { keepAFactor, lockPerson } from '../second-step/factors.ts'
import { askPassword, changeWithCode } from '../second-step/prove.ts'
import { requireUser } from '../users/require-user.ts'
import { passkeySiteOf } from './passkey-site.ts'

type Passkey = typeof passkeys.$inferSelect

export async function listPasskeys(ctx: LoggedInContext): Promise<OwnPasskeys> {
  const rows = await ctx.db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, ctx.actor.id))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id))
  return { items: rows.map(viewOf), ...passkeySiteOf(ctx) }
}

/** @throws DomainError `not_found` for one that is not of this person */
export async function renamePasskey(
  ctx: LoggedInContext,
  { id, name }: RenamePasskeyInput,
): Promise<PasskeyView> {
  return commitChange(ctx, async (tx) => {
    const before = await requireOwn(tx, ctx.actor, id)
    if (before.name === name) return unchanged(viewOf(before))
    await tx.update(passkeys).set({ name }).where(eq(passkeys.id, id))
    const detail = { passkey: { before: before.name, after: name } }
    return {
      result: viewOf({ ...before, name }),
      hosts: [],
      audit: [{ action: 'user.passkey-renamed', ...subjectOf(ctx.actor.id), detail }],
    }
  })
}

/**
 * @throws DomainError `not_found`, `validation_failed` at `password` or `code`, `rate_limited`,
 * `conflict` for the last second step of who must have one
 */
export async function removePasskey(
  ctx: LoggedInContext,
  { id, password, code }: RemovePasskeyInput,
): Promise<void> {
  await askPassword(ctx, password)
  await changeWithCode(ctx, code, async (tx) => {
    await lockPerson(tx, ctx.actor.id)
    const { name } = await requireOwn(tx, ctx.actor, id)
    await tx.delete(passkeys).where(eq(passkeys.id, id))
    await keepAFactor(tx, ctx.actor)
    const detail = { passkey: name }
    return {
      result: undefined,
      hosts: [],
      audit: [{ action: 'user.passkey-removed', ...subjectOf(ctx.actor.id), detail }],
    }
  })
}

/**
 * For somebody who has lost the devices: none of these passkeys lets in any more.
 *
 * @throws DomainError `not_found` for a person who does not exist, `conflict` when there are none
 */
export async function removePasskeysOf(ctx: ChangeContext, { id }: { id: UserId }): Promise<void> {
  await commitChange(ctx, async (tx) => {
    const { email } = await requireUser(tx, id)
    const gone = await tx
      .delete(passkeys)
      .where(eq(passkeys.userId, id))
      .returning({ name: passkeys.name })
    if (gone.length === 0) throw new DomainError('conflict', messageOf('passkeys-none'))
    const detail = { email, passkeys: gone.map(({ name }) => name) }
    return {
      result: undefined,
      hosts: [],
      audit: [{ action: 'user.passkey-removed', ...subjectOf(id), detail }],
    }
  })
}

export function viewOf({ id, name, createdAt, lastUsedAt, isSynced }: Passkey): PasskeyView {
  return {
    id,
    name,
    isSynced,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}

async function requireOwn(tx: Db, actor: Actor, id: string): Promise<Passkey> {
  const own = and(eq(passkeys.id, id), eq(passkeys.userId, actor.id))
  const [found] = await tx.select().from(passkeys).where(own).for('update')
  if (!found) throw new DomainError('not_found', messageOf('passkey-missing'))
  return found
}

function subjectOf(subjectId: UserId) {
  return { subjectType: 'user', subjectId } as const
}
