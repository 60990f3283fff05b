import {
  type ChannelId,
  type ChannelLogs,
  type HostAnswer,
  type HostQuestion,
  mapTexts,
  type ReadLogsInput,
  type Reason,
  type RunLogPrelude,
  type RunLogSummary,
  redactText,
  type Told,
} from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { readSources, requireChannel } from './read-channels.ts'

const WAIT_MS = 5000

/**
 * The last lines of the log of a run of FFmpeg, of the newest where none is named, and which runs
 * have one. Nothing for a channel that has no host, no lines of a run whose log is gone.
 */
export async function channelLogs(
  ctx: RequestContext,
  { id, tail, runId }: ReadLogsInput,
): Promise<ChannelLogs> {
  const question: HostQuestion = { kind: 'log-tail', channelId: id, lines: tail, runId }
  const { answer, hide } = await askOf(ctx, id, question)
  if (answer?.kind !== 'log-tail') return { lines: [], run: null, runs: [] }
  const { lines, run, runs } = answer
  return {
    lines: lines.map((line) => ({ ...line, text: hide(line.text) })),
    run: run && { ...shown(run, hide), prelude: run.prelude && shownPrelude(run.prelude, hide) },
    runs: runs.map((each) => shown(each, hide)),
  }
}

function shown(run: RunLogSummary, hide: (text: string) => string): RunLogSummary {
  const { runId, startedAt, end } = run
  if (end === null || end.reason === null) return { runId, startedAt, end }
  const reason = { class: end.reason.class, ...hidden(end.reason, hide) }
  return { runId, startedAt, end: { ...end, reason } }
}

function shownPrelude(prelude: RunLogPrelude, hide: (text: string) => string): RunLogPrelude {
  return { ...prelude, command: hide(prelude.command), source: hide(prelude.source) }
}

/** FFmpeg's command as it runs, secrets hidden; null while nothing runs. */
export async function channelCommand(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<{ command: string | null }> {
  const { answer, hide } = await askOf(ctx, id, { kind: 'command', channelId: id })
  const command = answer?.kind === 'command' ? answer.command : null
  return { command: command === null ? null : hide(command) }
}

type Answered = { answer: HostAnswer | null; hide(text: string): string }

/**
 * Hosts hide secrets themselves; what they say is shown to viewers, so it is done once more here.
 *
 * @throws DomainError `host_unreachable` when the host is away, `unavailable` when it could not answer
 */
export async function askOf(
  ctx: RequestContext,
  id: ChannelId,
  question: HostQuestion,
  waitMs = WAIT_MS,
): Promise<Answered> {
  const [{ hostId }, sources] = await Promise.all([
    requireChannel(ctx.db, id),
    readSources(ctx.db, [id]),
  ])
  const hide = (text: string) => redactText(text, sources.get(id) ?? [])
  if (!hostId) return { answer: null, hide }
  const answer = await ctx.hosts.ask(hostId, question, waitMs)
  if (answer.kind === 'failed') throw new DomainError('unavailable', hidden(answer.reason, hide))
  return { answer, hide }
}

function hidden({ code, params = {}, message }: Reason, hide: (text: string) => string): Told {
  return mapTexts({ code, params, message: hide(message) }, hide)
}
