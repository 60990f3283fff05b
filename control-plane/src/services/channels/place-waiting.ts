import { channels } from '@cashbacktv/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'

/** Gives channels that found no host one, as soon as there is one. */
export async function placeWaitingChannels(
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now'>,
): Promise<void> {
  const waiting = await ctx.db
    .select({ id: channels.id })
    .from(channels)
    .where(and(isNull(channels.hostId), isNull(channels.deletedAt)))
  for (const { id } of waiting) {
    const placement = await placeChannel(ctx)
    if (placement.kind !== 'placed') return
    const touched = await ctx.db.transaction(async (tx) => {
      const placed = await tx
        .update(channels)
        .set({ hostId: placement.hostId, updatedAt: ctx.now() })
        .where(and(eq(channels.id, id), isNull(channels.hostId)))
        .returning({ id: channels.id })
      return touchHosts(tx, placed.length > 0 ? [placement.hostId] : [])
    })
    await announceHosts(ctx, touched)
  }
}
