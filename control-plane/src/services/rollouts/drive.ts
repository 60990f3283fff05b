import type { HostId, HostReport } from '@cashbacktv/contract'
import { rollouts } from '@cashbacktv/db'
import { and, eq, inArray } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { doEach } from '../../do-each.ts'
import { decideRollout } from '../../domain/rollouts/rollout.ts'
import { type Change, commitChange } from '../changes/commit-change.ts'
import { readParts } from './read-rollouts.ts'
import { settleWave } from './settle-wave.ts'
import { startWave } from './start-wave.ts'

type Reports = ReadonlyMap<HostId, HostReport>

/** One look at every roll-out under way. All it knows is in the database, so that any instance may look next. @throws Error of those that failed, once all are looked at */
export async function driveRollouts(ctx: FleetContext): Promise<void> {
  const open = await ctx.db.select({ id: rollouts.id }).from(rollouts).where(isOpen)
  if (open.length === 0) return
  const reports = await ctx.live.latestReports()
  await doEach(open, ({ id }) => driveRollout({ ...ctx, actor: null }, id, reports))
}

/** What a roll-out notes of itself tells no host, and is no act of a person. */
const NOTHING: Change<undefined> = { result: undefined, hosts: [], audit: null }
const isOpen = inArray(rollouts.state, ['running', 'paused'])

/** Whoever holds the row does the step; another instance that comes at the same time leaves it alone. */
function driveRollout(
  ctx: FleetContext & { actor: null },
  id: string,
  reports: Reports,
): Promise<undefined> {
  return commitChange(ctx, async (tx) => {
    const [rollout] = await tx
      .select()
      .from(rollouts)
      .where(and(eq(rollouts.id, id), isOpen))
      .for('update', { skipLocked: true })
    if (!rollout) return NOTHING
    const now = ctx.now()
    const parts = await settleWave(tx, rollout, await readParts(tx, id), { now, reports })
    // A paused one starts nothing, but what was under way still comes to its end.
    if (rollout.state === 'paused') return NOTHING
    const step = decideRollout({ ...rollout, channels: parts })
    if (step.kind === 'wait') return NOTHING
    if (step.kind === 'start') {
      return startWave(ctx, tx, { rollout, number: step.wave, parts, reports })
    }
    await tx
      .update(rollouts)
      .set({
        state: step.kind === 'stop' ? 'stopped' : 'finished',
        reason: step.kind === 'stop' ? step.reason : null,
        updatedAt: now,
      })
      .where(eq(rollouts.id, id))
    return NOTHING
  })
}
