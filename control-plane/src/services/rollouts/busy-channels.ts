import { type ChannelId, messageOf } from '@cashbacktv/contract'
import { channels, type Db, rolloutChannels, rollouts } from '@cashbacktv/db'
import { and, eq, inArray, ne } from 'drizzle-orm'
import { DomainError } from '../../domain/errors.ts'

/** Two roll-outs over one channel would undo each other. @throws DomainError `conflict` */
export async function refuseBusyChannels(
  tx: Db,
  channelIds: readonly ChannelId[],
  exceptId?: string,
): Promise<void> {
  const [busy] = await tx
    .select({ name: channels.name })
    .from(rolloutChannels)
    .innerJoin(rollouts, eq(rollouts.id, rolloutChannels.rolloutId))
    .innerJoin(channels, eq(channels.id, rolloutChannels.channelId))
    .where(
      and(
        inArray(rolloutChannels.channelId, [...channelIds]),
        inArray(rollouts.state, ['running', 'paused']),
        inArray(rolloutChannels.state, ['waiting', 'changing']),
        exceptId ? ne(rollouts.id, exceptId) : undefined,
      ),
    )
    .limit(1)
  if (!busy) return
  throw new DomainError('conflict', messageOf('rollout-busy', { name: busy.name }))
}
