import { messageOf, type RolloutView } from '@cashbacktv/contract'
import { type Db, rolloutChannels, rollouts } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import type { ChangeContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { refuseBusyChannels } from './busy-channels.ts'
import { getRollout, type RolloutChannelRow, readParts, requireRollout } from './read-rollouts.ts'

/**
 * Gives every channel that was changed its earlier logo again, in waves too, the last changed
 * first. A channel that a person has changed since keeps what it has.
 *
 * @throws DomainError `not_found`, `conflict` when it goes back already
 */
export async function undoRollout(
  ctx: ChangeContext,
  { id }: { id: string },
): Promise<RolloutView> {
  await commitChange(ctx, async (tx) => {
    const row = await requireRollout({ ...ctx, db: tx }, id, { lock: true })
    if (row.direction === 'back') {
      throw new DomainError('conflict', messageOf('rollout-being-undone'))
    }
    const parts = await readParts(tx, id)
    const changed = parts.filter(({ changedAt }) => changedAt !== null)
    const ids = changed.map(({ channelId }) => channelId)
    if (ids.length > 0) await refuseBusyChannels(tx, ids, id)
    await turnBack(tx, id, changed, row.waveSize)
    await tx
      .update(rollouts)
      .set({
        direction: 'back',
        state: 'running',
        wave: 0,
        forgivenWave: 0,
        reason: null,
        updatedAt: ctx.now(),
      })
      .where(eq(rollouts.id, id))
    const subject = { subjectType: 'rollout', subjectId: id } as const
    const audit: AuditEntry[] = [
      { action: 'rollout.undo', ...subject, detail: { channels: changed.length } },
    ]
    return { result: undefined, hosts: [], audit }
  })
  return getRollout(ctx, { id })
}

async function turnBack(
  tx: Db,
  rolloutId: string,
  changed: readonly RolloutChannelRow[],
  waveSize: number,
): Promise<void> {
  const ofRollout = eq(rolloutChannels.rolloutId, rolloutId)
  const fresh = { reason: null, settledAt: null, changedAt: null, revision: null }
  await tx
    .update(rolloutChannels)
    .set({ ...fresh, state: 'untouched' })
    .where(ofRollout)
  const order = changed.toSorted((a, b) => b.wave - a.wave)
  for (const [index, { channelId }] of order.entries()) {
    await tx
      .update(rolloutChannels)
      .set({ state: 'waiting', wave: Math.floor(index / waveSize) + 1 })
      .where(and(ofRollout, eq(rolloutChannels.channelId, channelId)))
  }
}
