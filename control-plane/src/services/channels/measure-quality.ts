import {
  type ChannelId,
  messageOf,
  QUALITY_PATIENCE_MS,
  type QualityMeasurement,
  reasonOf,
} from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { askOf } from './ask-channel.ts'

/** What the way to the host takes beside it. */
const ON_THE_WAY_MS = 5000

/**
 * Has the host of a channel measure how like the original its picture is encoded. Takes the better
 * part of a minute at most; what was found is in the figures of the channel from then on.
 *
 * @throws DomainError `unavailable` with the reason of the host, `host_unreachable`
 */
export async function measureQuality(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<QualityMeasurement> {
  const question = { kind: 'quality', channelId: id } as const
  const { answer } = await askOf(ctx, id, question, QUALITY_PATIENCE_MS + ON_THE_WAY_MS)
  if (answer === null) throw new DomainError('unavailable', messageOf('quality-no-host'))
  if (answer.kind !== 'quality') throw new DomainError('unavailable', NOT_ANSWERED)
  return answer.measured
}

const NOT_ANSWERED = reasonOf('resource', 'answer-late')
