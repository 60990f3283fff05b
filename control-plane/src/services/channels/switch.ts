import type { ChannelId, ChannelView } from '@cashbacktv/contract'
import { channels, type Db } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'
import { getChannel } from './get.ts'
import { type ChannelRow, requireChannel } from './read-channels.ts'

type ById = { id: ChannelId }
type Change = Partial<Pick<ChannelRow, 'on' | 'restartGeneration' | 'hostId'>>

/** Switches a channel on. One that is on is left alone, unless it has given up: then it tries anew. */
export async function startChannel(ctx: RequestContext, { id }: ById): Promise<ChannelView> {
  const reports = await ctx.live.latestReports()
  return change(ctx, id, 'start', async (row, tx) => {
    if (!row.on) return { on: true, ...(await placed(ctx, tx, row)) }
    const report = row.hostId ? reports.get(row.hostId) : undefined
    const seen = report?.channels.find(({ channelId }) => channelId === id)
    return seen?.state === 'error' ? { restartGeneration: row.restartGeneration + 1 } : {}
  })
}

/** Switches a channel off. */
export function stopChannel(ctx: RequestContext, { id }: ById): Promise<ChannelView> {
  return change(ctx, id, 'stop', async (row) => (row.on ? { on: false } : {}))
}

/** Replaces the run of a channel by a new one; one that is off is switched on. */
export function restartChannel(ctx: RequestContext, { id }: ById): Promise<ChannelView> {
  return change(ctx, id, 'restart', async (row, tx) => ({
    on: true,
    restartGeneration: row.restartGeneration + 1,
    ...(await placed(ctx, tx, row)),
  }))
}

/** On the connection of the change: waiting for another one could starve the pool. */
async function placed(ctx: RequestContext, tx: Db, row: ChannelRow): Promise<Change> {
  if (row.hostId) return {}
  const placement = await placeChannel({ ...ctx, db: tx })
  return placement.kind === 'placed' ? { hostId: placement.hostId } : {}
}

async function change(
  ctx: RequestContext,
  id: ChannelId,
  verb: 'start' | 'stop' | 'restart',
  decide: (row: ChannelRow, tx: Db) => Promise<Change>,
): Promise<ChannelView> {
  const touched = await ctx.db.transaction(async (tx) => {
    const row = await requireChannel(tx, id, { lock: true })
    const changes = await decide(row, tx)
    if (Object.keys(changes).length === 0) return []
    // Sent together: a start waits for one round trip instead of three.
    const [touched] = await Promise.all([
      touchHosts(tx, [changes.hostId ?? row.hostId]),
      tx
        .update(channels)
        .set({ ...changes, updatedAt: ctx.now() })
        .where(eq(channels.id, id)),
      recordAudit(ctx, tx, {
        action: `channel.${verb}`,
        subjectType: 'channel',
        subjectId: id,
        detail: { name: row.name },
      }),
    ])
    return touched
  })
  await announceHosts(ctx, touched)
  return getChannel(ctx, { id })
}
