import {
  type ChannelId,
  type HostAnswer,
  type HostQuestion,
  type LogLine,
  mapTexts,
  type Reason,
  redactText,
  type Told,
} from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { readSources, requireChannel } from './read-channels.ts'

const WAIT_MS = 5000

/** The last lines of FFmpeg's log; none for a channel that has no host. */
export async function channelLogs(
  ctx: RequestContext,
  { id, tail }: { id: ChannelId; tail: number },
): Promise<{ lines: LogLine[] }> {
  const { answer, hide } = await ask(ctx, id, { kind: 'log-tail', channelId: id, lines: tail })
  const lines = answer?.kind === 'log-tail' ? answer.lines : []
  return { lines: lines.map((line) => ({ ...line, text: hide(line.text) })) }
}

/** FFmpeg's command as it runs, secrets hidden; null while nothing runs. */
export async function channelCommand(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<{ command: string | null }> {
  const { answer, hide } = await ask(ctx, id, { kind: 'command', channelId: id })
  const command = answer?.kind === 'command' ? answer.command : null
  return { command: command === null ? null : hide(command) }
}

type Answered = { answer: HostAnswer | null; hide(text: string): string }

/**
 * Hosts hide secrets themselves; what they say is shown to viewers, so it is done once more here.
 *
 * @throws DomainError `host_unreachable` when the host is away, `unavailable` when it could not answer
 */
async function ask(ctx: RequestContext, id: ChannelId, question: HostQuestion): Promise<Answered> {
  const [{ hostId }, sources] = await Promise.all([
    requireChannel(ctx.db, id),
    readSources(ctx.db, [id]),
  ])
  const hide = (text: string) => redactText(text, sources.get(id) ?? [])
  if (!hostId) return { answer: null, hide }
  const answer = await ctx.hosts.ask(hostId, question, WAIT_MS)
  if (answer.kind === 'failed') throw new DomainError('unavailable', hidden(answer.reason, hide))
  return { answer, hide }
}

function hidden({ code, params = {}, message }: Reason, hide: (text: string) => string): Told {
  return mapTexts({ code, params, message: hide(message) }, hide)
}
