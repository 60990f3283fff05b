import { join } from 'node:path'
import {
  type ChannelId,
  type HostAnswer,
  type HostQuestion,
  messageOf,
  type ReadableSource,
  readingOf,
  reasonOf,
} from '@cashbacktv/contract'
import { TRPCClientError } from '@trpc/client'
import { errnoOf } from '../domain/failures/errno-of.ts'
import { withinBytes } from '../domain/runs/lines-within-bytes.ts'
import { readItself } from '../files/itself.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import type { AnswerContext } from '../supervisor/channel-questions.ts'
import { NotAnswered } from './not-answered.ts'

const LARGEST_FRAME_BYTES = 290_000

/** What concerns more than the link. */
export type AgentQuestion = Exclude<HostQuestion, { kind: 'renew-credential' }>

/** What the control plane asks right now; every failure is an answer too. */
export async function answerQuestion(
  question: AgentQuestion,
  context: AnswerContext,
): Promise<HostAnswer> {
  try {
    return await answer(question, context)
  } catch (error) {
    return failedWith(error)
  }
}

export function failedWith(error: unknown): HostAnswer {
  const detail =
    error instanceof NotAnswered ? error.why : messageOf('in-its-words', { words: wordOf(error) })
  return { kind: 'failed', reason: reasonOf('resource', 'not-answered', { detail }) }
}

/** What a control plane that refuses calls it, as `UNAUTHORIZED`, or the machine what else fails. */
function wordOf(error: unknown): string {
  const said = error instanceof TRPCClientError ? error.data?.code : undefined
  return typeof said === 'string' ? said : errnoOf(error)
}

async function answer(question: AgentQuestion, context: AnswerContext): Promise<HostAnswer> {
  switch (question.kind) {
    case 'probe':
      return probe({ url: question.url, ...readingOf(question) }, question.withFrame, context)
    case 'facts':
      return { kind: 'facts', facts: context.ffmpeg.rememberedFacts({ url: question.url }) }
    case 'log-tail':
      return logTail(question, context)
    case 'command':
      return { kind: 'command', command: context.handleOf(question.channelId)?.command ?? null }
    case 'frame':
      return { kind: 'frame', jpeg: thumbnail(context.handleOf(question.channelId)) }
    case 'quality':
      return measureQuality(question.channelId, context)
  }
}

type LogQuestion = Extract<HostQuestion, { kind: 'log-tail' }>

/** The log of one run, with what it began with where it was rotated, and which other runs have one. */
function logTail(question: LogQuestion, context: AnswerContext): HostAnswer {
  const { channelId, lines: count } = question
  const kept = context.runLogsOf(channelId)
  const runs = kept.map(({ prelude: _prelude, ...run }) => run).reverse()
  const wanted = question.runId ?? kept.at(-1)?.runId
  const run = kept.find(({ runId }) => runId === wanted) ?? null
  if (run === null) return { kind: 'log-tail', lines: [], run, runs }
  const handle = context.handleOf(channelId)
  const file = context.logFileOf(channelId, run.runId)
  const log = handle?.runId === run.runId ? handle.log : context.ffmpeg.openLog(file)
  const sources = context.sourcesOf(channelId)
  const begin = log.head(Math.floor(count / 4), sources)
  const lines = [...begin, ...withinBytes(log.tail(count - begin.length, sources))]
  return { kind: 'log-tail', lines, run, runs }
}

async function probe(
  source: ReadableSource,
  withFrame: boolean,
  context: AnswerContext,
): Promise<HostAnswer> {
  const result = await context.probe(source, withFrame)
  if (!result.ok) return { kind: 'failed', reason: result.reason }
  const { facts, tookMs, frame } = result
  const small = frame !== null && frame.length <= LARGEST_FRAME_BYTES ? frame : null
  return {
    kind: 'probe',
    facts,
    frame: small?.toString('base64') ?? null,
    tookMs: Math.round(tookMs),
  }
}

async function measureQuality(channelId: ChannelId, context: AnswerContext): Promise<HostAnswer> {
  const result = await context.measureQuality(channelId)
  if (!result.ok) return { kind: 'failed', reason: result.reason }
  return { kind: 'quality', measured: result.measured }
}

function thumbnail(handle: RunHandle | null): string | null {
  if (handle === null) return null
  try {
    const jpeg = readItself(join(handle.runDir, 'thumb.jpg'))
    return jpeg.length <= LARGEST_FRAME_BYTES ? jpeg.toString('base64') : null
  } catch {
    return null
  }
}
