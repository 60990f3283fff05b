import { changedFields, messageOf, type RolloutView } from '@cashbacktv/contract'
import { rollouts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ChangeContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import { refuseBusyChannels } from './busy-channels.ts'
import { getRollout, type RolloutRow, readParts, requireRollout } from './read-rollouts.ts'

type ById = { id: string }

/** No further wave starts; the one under way comes to its end. @throws DomainError `not_found`, `conflict` */
export function pauseRollout(ctx: ChangeContext, { id }: ById): Promise<RolloutView> {
  return change(ctx, id, 'rollout.pause', (row) => {
    if (row.state !== 'running')
      throw new DomainError('conflict', messageOf('rollout-not-under-way'))
    return { state: 'paused' }
  })
}

/** Goes on; when a wave had failed, in spite of that. @throws DomainError `not_found`, `conflict` */
export function resumeRollout(ctx: ChangeContext, { id }: ById): Promise<RolloutView> {
  return change(ctx, id, 'rollout.resume', (row) => {
    if (row.state !== 'paused' && row.state !== 'stopped') {
      throw new DomainError('conflict', messageOf('rollout-not-held'))
    }
    return { state: 'running', reason: null, forgivenWave: row.wave }
  })
}

async function change(
  ctx: ChangeContext,
  id: string,
  action: 'rollout.pause' | 'rollout.resume',
  decide: (row: RolloutRow) => Partial<RolloutRow>,
): Promise<RolloutView> {
  await commitChange(ctx, async (tx) => {
    const row = await requireRollout({ ...ctx, db: tx }, id, { lock: true })
    const changes = decide(row)
    if (changes.state === 'running') {
      const waiting = (await readParts(tx, id)).filter(({ state }) => state === 'waiting')
      const ids = waiting.map(({ channelId }) => channelId)
      if (ids.length > 0) await refuseBusyChannels(tx, ids, id)
    }
    await tx
      .update(rollouts)
      .set({ ...changes, updatedAt: ctx.now() })
      .where(eq(rollouts.id, id))
    const subject = { subjectType: 'rollout', subjectId: id } as const
    const detail = { changed: changedFields(row, { state: changes.state }) }
    return { result: undefined, hosts: [], audit: [{ action, ...subject, detail }] }
  })
  return getRollout(ctx, { id })
}
