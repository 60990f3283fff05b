import { hosts, settings } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { announceHosts } from './announce-hosts.ts'
import { touchHosts } from './touch-hosts.ts'

const KEY = 'networks-of-environment'

/**
 * The networks that the environment allows are part of every snapshot, but nobody bumps a revision
 * when a control plane comes back with other ones. To be called at each start, so that hosts learn.
 */
export async function tellChangedNetworks(ctx: ServiceContext): Promise<void> {
  const value = [...ctx.config.sourceAllowCidrs].sort()
  const touched = await ctx.db.transaction(async (tx) => {
    const [told] = await tx.select().from(settings).where(eq(settings.key, KEY))
    if (JSON.stringify(told?.value) === JSON.stringify(value)) return []
    await tx
      .insert(settings)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: ctx.now() } })
    const all = await tx.select({ id: hosts.id }).from(hosts)
    return touchHosts(
      tx,
      all.map(({ id }) => id),
    )
  })
  await announceHosts(ctx, touched)
}
