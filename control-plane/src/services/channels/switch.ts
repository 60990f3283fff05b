import type { ChannelId, ChannelView } from '@cashbacktv/contract'
import { channels, type Db } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'
import { getChannel } from './get.ts'
import { type ChannelRow, readSources, requireChannel } from './read-channels.ts'

type ById = { id: ChannelId }
type Change = Partial<Pick<ChannelRow, 'on' | 'restartGeneration' | 'hostId' | 'startAnyway'>>
type Start = ById & { anyway?: boolean }

/**
 * Switches a channel on; `anyway` although its host has no room for it. One that is on is left alone,
 * unless it has given up, or waits for room and is not to wait any more.
 */
export async function startChannel(
  ctx: RequestContext,
  { id, anyway = false }: Start,
): Promise<ChannelView> {
  const reports = await ctx.live.latestReports()
  return change(ctx, id, 'start', async (row, tx) => {
    const startAnyway = anyway || row.startAnyway
    const report = row.hostId ? reports.get(row.hostId) : undefined
    const seen = report?.channels.find(({ channelId }) => channelId === id)
    if (!row.on) {
      const wanted = { ...row, startAnyway: anyway }
      const rests = seen === undefined || seen.state === 'stopped'
      // Nobody is asked for room where no other host is there to give it.
      const isAlone = report !== undefined && reports.size === 1
      const found = await placed(ctx, tx, wanted, rests && !isAlone && !anyway)
      return { on: true, startAnyway: anyway, ...found }
    }
    const chosen = startAnyway === row.startAnyway ? {} : { startAnyway }
    const found = row.hostId ? {} : await placed(ctx, tx, { ...row, startAnyway }, true)
    const again = seen?.state === 'error' ? { restartGeneration: row.restartGeneration + 1 } : {}
    return { ...chosen, ...again, ...(found.hostId ? found : {}) }
  })
}

/** Switches a channel off. */
export function stopChannel(ctx: RequestContext, { id }: ById): Promise<ChannelView> {
  return change(ctx, id, 'stop', async (row) => (row.on ? { on: false, startAnyway: false } : {}))
}

/** Replaces the run of a channel by a new one; one that is off is switched on. */
export function restartChannel(ctx: RequestContext, { id }: ById): Promise<ChannelView> {
  return change(ctx, id, 'restart', async (row, tx) => ({
    on: true,
    restartGeneration: row.restartGeneration + 1,
    ...(row.hostId ? {} : await placed(ctx, tx, row, true)),
  }))
}

/**
 * Where it goes: one that rests and is not pinned moves to where there is room. On the connection of
 * the change: waiting for another one could starve the pool.
 */
async function placed(
  ctx: RequestContext,
  tx: Db,
  row: ChannelRow,
  rests: boolean,
): Promise<Pick<Change, 'hostId'>> {
  if (row.hostId && (row.pinned || !rests)) return {}
  const { hostId: preferred, startAnyway: anyway, output } = row
  const [first] = (await readSources(tx, [row.id])).get(row.id) ?? []
  const load = { output, sourceUrl: first?.url ?? '' }
  const wish = { pinnedTo: null, current: null, preferred, anyway }
  const placement = await placeChannel({ ...ctx, db: tx }, wish, load)
  if (placement.kind === 'placed') return { hostId: placement.hostId }
  // Where there is no other host at all it stays, and waits there.
  return { hostId: null }
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
      touchHosts(tx, [row.hostId, changes.hostId ?? null]),
      tx
        .update(channels)
        .set({ ...changes, updatedAt: ctx.now() })
        .where(eq(channels.id, id)),
      recordAudit(ctx, tx, {
        action: `channel.${verb}`,
        subjectType: 'channel',
        subjectId: id,
        detail: { name: row.name, ...(changes.startAnyway ? { anyway: true } : {}) },
      }),
    ])
    return touched
  })
  await announceHosts(ctx, touched)
  return getChannel(ctx, { id })
}
