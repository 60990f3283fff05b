import { settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'

const KEY = 'networks-of-environment'

/**
 * The networks that the environment allows are part of every snapshot, but nobody bumps a revision
 * when a control plane comes back with other ones. To be called at each start, so that hosts learn.
 */
export async function tellChangedNetworks(ctx: ServiceContext): Promise<void> {
  const value = [...ctx.config.sourceAllowCidrs].sort()
  await commitChange({ ...ctx, actor: null }, async (tx) => {
    const [told] = await tx.select().from(settings).where(eq(settings.key, KEY))
    if (JSON.stringify(told?.value) === JSON.stringify(value)) return unchanged(undefined)
    await tx
      .insert(settings)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
    return { result: undefined, hosts: 'all', audit: null }
  })
}
