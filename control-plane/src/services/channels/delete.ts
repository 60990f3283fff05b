import type { ChannelId } from '@cashbacktv/contract'
import { channels } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'
import { requireChannel } from './read-channels.ts'

/**
 * Takes a channel away; its host learns by name that this was meant. The row stays as it is, and for
 * a while the channel can be brought back as it was.
 *
 * @throws DomainError `not_found`
 */
export async function deleteChannel(
  ctx: ServiceContext,
  { id }: { id: ChannelId },
): Promise<Record<string, never>> {
  const touched = await ctx.db.transaction(async (tx) => {
    const row = await requireChannel(tx, id, { lock: true })
    await tx
      .update(channels)
      .set({ deletedAt: ctx.now(), updatedAt: ctx.now() })
      .where(eq(channels.id, id))
    await recordAudit(ctx, tx, {
      action: 'channel.delete',
      subjectType: 'channel',
      subjectId: id,
      detail: { name: row.name, slug: row.slug },
    })
    return touchHosts(tx, [row.hostId])
  })
  await announceHosts(ctx, touched)
  return {}
}
