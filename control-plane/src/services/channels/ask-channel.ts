import type { ChannelId, HostAnswer, HostQuestion, LogLine } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { requireChannel } from './read-channels.ts'

const WAIT_MS = 5000

/** The last lines of FFmpeg's log; none for a channel that has no host. */
export async function channelLogs(
  ctx: RequestContext,
  { id, tail }: { id: ChannelId; tail: number },
): Promise<{ lines: LogLine[] }> {
  const answer = await ask(ctx, id, { kind: 'log-tail', channelId: id, lines: tail })
  return { lines: answer?.kind === 'log-tail' ? answer.lines : [] }
}

/** FFmpeg's command as it runs, secrets hidden; null while nothing runs. */
export async function channelCommand(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<{ command: string | null }> {
  const answer = await ask(ctx, id, { kind: 'command', channelId: id })
  return { command: answer?.kind === 'command' ? answer.command : null }
}

/** @throws DomainError `host_unreachable` when the host is away, `unavailable` when it could not answer */
async function ask(
  ctx: RequestContext,
  id: ChannelId,
  question: HostQuestion,
): Promise<HostAnswer | null> {
  const { hostId } = await requireChannel(ctx.db, id)
  if (!hostId) return null
  const answer = await ctx.hosts.ask(hostId, question, WAIT_MS)
  if (answer.kind === 'failed') throw new DomainError('unavailable', answer.reason.message)
  return answer
}
