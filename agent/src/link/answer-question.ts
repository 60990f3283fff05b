import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type ChannelId,
  type HostAnswer,
  type HostQuestion,
  type LogLine,
  type ReadableSource,
  readingOf,
  reasonOf,
} from '@cashbacktv/contract'
import type { RunHandle } from '../runs/run-handle.ts'
import type { AnswerContext } from '../supervisor/channel-questions.ts'

const LARGEST_FRAME_BYTES = 290_000

/** What the control plane asks right now; every failure is an answer too. */
export async function answerQuestion(
  question: HostQuestion,
  context: AnswerContext,
): Promise<HostAnswer> {
  try {
    return await answer(question, context)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown error'
    const reason = reasonOf('resource', 'not-answered', { detail: why.slice(0, 900) })
    return { kind: 'failed', reason }
  }
}

async function answer(question: HostQuestion, context: AnswerContext): Promise<HostAnswer> {
  switch (question.kind) {
    case 'probe':
      return probe({ url: question.url, ...readingOf(question) }, question.withFrame, context)
    case 'facts':
      return { kind: 'facts', facts: context.ffmpeg.rememberedFacts({ url: question.url }) }
    case 'log-tail':
      return { kind: 'log-tail', lines: logTail(question.channelId, question.lines, context) }
    case 'command':
      return { kind: 'command', command: context.handleOf(question.channelId)?.command ?? null }
    case 'frame':
      return { kind: 'frame', jpeg: thumbnail(context.handleOf(question.channelId)) }
  }
}

function logTail(channelId: ChannelId, count: number, context: AnswerContext): LogLine[] {
  const file = context.logOf(channelId)
  const log = context.handleOf(channelId)?.log ?? (file ? context.ffmpeg.openLog(file) : null)
  return log?.tail(count, context.sourcesOf(channelId)) ?? []
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

function thumbnail(handle: RunHandle | null): string | null {
  if (handle === null) return null
  try {
    const jpeg = readFileSync(join(handle.runDir, 'thumb.jpg'))
    return jpeg.length <= LARGEST_FRAME_BYTES ? jpeg.toString('base64') : null
  } catch {
    return null
  }
}
