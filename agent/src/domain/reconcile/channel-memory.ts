import type { ChannelSpec } from '@cashbacktv/contract'
import { ENDED_KEPT_MS } from '../air/air-file.ts'
import { freshSources } from '../sources/sources.ts'
import type { ChannelMemory, EndedRun, Failure, Moment, Run } from './world.ts'

const MAX_ENDED = 8

export function freshMemory(now: number): ChannelMemory {
  return {
    state: 'stopped',
    since: now,
    reason: null,
    queuePosition: null,
    failure: null,
    failureKey: '',
    encodingFailures: [],
    sources: null,
    lastSourceId: null,
    threadStep: 0,
    threadStepAt: null,
    ended: [],
    queuedSince: null,
    queueRank: 0,
    pauseUntil: null,
    alarm: null,
  }
}

/** What a restarted agent takes on for a channel whose run goes on: its state, source and threads. */
export function adoptedMemory(
  spec: ChannelSpec | undefined,
  { sourceId, threadStep, firstSegmentAt }: Run,
  now: number,
): ChannelMemory {
  const sources = spec === undefined ? null : freshSources(spec, sourceId)
  const state = firstSegmentAt === null ? 'starting' : 'running'
  return { ...freshMemory(now), state, sources, lastSourceId: sourceId, threadStep }
}

/** Everything FFmpeg would see of the channel, and the wish for a restart: a new key, a new count. */
export function failureKeyOf(spec: ChannelSpec, moment: Moment): string {
  const prints = spec.sources.map((source) => moment.fingerprint(spec, source))
  return `${spec.restartGeneration} ${prints.join(' ')}`
}

export function withFailure(memory: ChannelMemory, failure: Failure | null): ChannelMemory {
  return memory.failure === failure ? memory : { ...memory, failure }
}

export function rememberEnded(memory: ChannelMemory, run: EndedRun): ChannelMemory {
  return { ...memory, ended: [...memory.ended, run].slice(-MAX_ENDED) }
}

export function pruneEnded(memory: ChannelMemory, now: number): ChannelMemory {
  const ended = memory.ended.filter((run) => now - run.at < ENDED_KEPT_MS)
  return ended.length === memory.ended.length ? memory : { ...memory, ended }
}

export function pruneAt(memory: ChannelMemory): number | null {
  const oldest = memory.ended[0]
  return oldest === undefined ? null : oldest.at + ENDED_KEPT_MS
}
