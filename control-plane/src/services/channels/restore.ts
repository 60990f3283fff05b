import type { ChannelId, ChannelView } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { changeChannels } from './bulk.ts'
import { getChannel } from './get.ts'

/**
 * Brings a deleted channel back as it was: on air again if it was meant to be.
 *
 * @throws DomainError `not_found` for one that is gone for good, `conflict` when its slug is taken
 */
export async function restoreChannel(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<ChannelView> {
  const input = { channelIds: [id], action: { kind: 'restore' as const }, dryRun: false }
  const [result] = (await changeChannels(ctx, input)).channels
  if (result?.obstacle === 'missing') {
    throw new DomainError('not_found', 'There is no such channel, or it was deleted too long ago.')
  }
  if (result?.obstacle === 'taken') {
    const message = `Another channel has the slug of "${result.name}" now. Give that one another slug first.`
    throw new DomainError('conflict', message)
  }
  return getChannel(ctx, { id })
}
