import { messageOf, type OwnPasswordInput, type SigningKeyView } from '@cashbacktv/contract'
import { settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { LoggedInContext, RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import { askPassword } from '../second-step/prove.ts'
import { ACCESS_SECONDS } from './access-tokens.ts'
import { createKey, readStoredKeys, SIGNING_KEY, StoredKeys } from './stored-signing-keys.ts'

/** The longest that a token of the former key may still be shown, and some time for every instance to hear. */
const FORMER_MS = (ACCESS_SECONDS + 60) * 1000

/**
 * From now on tokens are signed by a new key. Nobody is logged out: what the former key has signed
 * counts until it would have run out, and sessions are renewed under the new one. Devices become
 * strangers, which only the limits of log-ins know of.
 *
 * @throws DomainError `conflict` where the key is given by JWT_SECRET, `validation_failed` at
 * `password`, `rate_limited`
 */
export async function replaceSigningKey(
  ctx: LoggedInContext,
  { password }: OwnPasswordInput,
): Promise<SigningKeyView> {
  if (ctx.security.isKeyGiven) throw new DomainError('conflict', messageOf('signing-key-given'))
  await askPassword(ctx, password)
  const until = new Date(ctx.now().getTime() + FORMER_MS)
  await commitChange(ctx, async (tx) => {
    const isIt = eq(settings.key, SIGNING_KEY)
    const [row] = await tx.select().from(settings).where(isIt).for('update')
    const { key } = StoredKeys.parse(row?.value)
    const value = { key: createKey(), former: { key, until: until.toISOString() } }
    await tx.update(settings).set({ value, updatedAt: ctx.now() }).where(isIt)
    const subject = { subjectType: 'settings', subjectId: SIGNING_KEY } as const
    return {
      result: null,
      hosts: [],
      audit: [{ action: 'signing-key.replace', ...subject }],
      announce: [['signing-key.changed', {}]],
    }
  })
  ctx.security.keys.set(await readStoredKeys(ctx.db))
  return signingKeyOf(ctx)
}

export function signingKeyOf({ security, now }: RequestContext): SigningKeyView {
  const until = security.keys.formerUntil(now())
  return { isGiven: security.isKeyGiven, formerCountsUntil: until?.toISOString() ?? null }
}
