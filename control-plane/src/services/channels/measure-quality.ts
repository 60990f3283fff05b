import {
  type ChannelId,
  type HostAnswer,
  type HostId,
  messageOf,
  QUALITY_PATIENCE_MS,
  type QualityMeasurement,
  reasonOf,
} from '@cashbacktv/contract'
import type { RequestContext, ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { askOf } from './ask-channel.ts'

/** What the way to the host takes beside it. */
const ON_THE_WAY_MS = 5000
const PATIENCE_MS = QUALITY_PATIENCE_MS + ON_THE_WAY_MS

const questionOf = (channelId: ChannelId) => ({ kind: 'quality', channelId }) as const

/**
 * Asks a host to measure a channel by itself.
 *
 * @throws DomainError `host_unreachable`
 */
export function askQuality(
  hosts: ServiceContext['hosts'],
  hostId: HostId,
  channelId: ChannelId,
): Promise<HostAnswer> {
  return hosts.ask(hostId, questionOf(channelId), PATIENCE_MS)
}

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
  const { answer } = await askOf(ctx, id, questionOf(id), PATIENCE_MS)
  if (answer === null) throw new DomainError('unavailable', messageOf('quality-no-host'))
  if (answer.kind !== 'quality') throw new DomainError('unavailable', NOT_ANSWERED)
  return answer.measured
}

const NOT_ANSWERED = reasonOf('resource', 'answer-late')
