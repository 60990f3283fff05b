import { channels, sources } from '@cashbacktv/db'
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { doEach } from '../../do-each.ts'
import { commitChange } from '../changes/commit-change.ts'
import { placeChannel } from '../hosts/place-channel.ts'

/**
 * Gives channels that found no host one, as soon as there is one with room; higher priority first.
 *
 * @throws Error of those that could not be placed, once all others are
 */
export async function placeWaitingChannels(ctx: FleetContext): Promise<void> {
  const { id, on, settings, startAnyway } = channels
  const waiting = await ctx.db
    .select({ id, on, settings, startAnyway, sourceUrl: sources.url })
    .from(channels)
    .innerJoin(sources, and(eq(sources.channelId, channels.id), eq(sources.position, 0)))
    .where(and(isNull(channels.hostId), isNull(channels.deletedAt)))
    .orderBy(desc(channels.priority), asc(channels.updatedAt))
  await doEach(waiting, async (channel) => {
    const wish = { pinnedTo: null, current: null, anyway: channel.startAnyway }
    const { output, layers } = channel.settings
    const load = { output, layers, sourceUrl: channel.sourceUrl }
    const placement = await placeChannel(ctx, wish, channel.on ? load : null)
    // A smaller one may still fit.
    if (placement.kind !== 'placed') return
    await commitChange({ ...ctx, actor: null }, async (tx) => {
      const placed = await tx
        .update(channels)
        .set({ hostId: placement.hostId, updatedAt: ctx.now() })
        .where(and(eq(channels.id, channel.id), isNull(channels.hostId)))
        .returning({ id: channels.id })
      const hosts = placed.length > 0 ? [placement.hostId] : []
      return { result: undefined, hosts, audit: null }
    })
  })
}
