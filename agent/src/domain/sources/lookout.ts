import type { ChannelId, ChannelSpec, HostSettings, Source, SourceId } from '@cashbacktv/contract'
import { type ChannelMemory, isLive, type Run } from '../reconcile/world.ts'
import { SOURCE_IN_USE } from './source-readers.ts'
import { hasBetter, leaveSource } from './sources.ts'

/**
 * While a source is away its channel is tried at growing intervals, up to the cooldown. A source
 * that comes back between two tries should not have to wait: it is listened for each second, which
 * costs next to nothing, and heard again it is tried at once. In the same way a source in use that
 * brings nothing any more, and at whose address nobody answers, is left for another one before
 * FFmpeg has given up hope.
 */
export type Vigil = {
  /** What was heard last: equal as long as nothing has happened; null when nobody answers. */
  heard: string | null
  /** So many times in a row. */
  times: number
}

export type Awaited = { channelId: ChannelId; source: Source }

/** A try that is as near as this is waited for. */
const NEAR_MS = 500
/**
 * An answer that has been the same for so long and changes is a playlist that goes on again. One
 * that changes all the time is alive, and whatever fails there is not the source's absence.
 */
const STALE_TIMES = 10
/** Segment durations without a segment: about when the slate goes on air. */
const DOUBTED_AFTER = 1.5
const GONE_TIMES = 2

/** The sources whose return would be worth an earlier try. */
export function awaitedSources(
  specs: readonly ChannelSpec[],
  memories: ReadonlyMap<ChannelId, ChannelMemory>,
  now: number,
): readonly Awaited[] {
  return specs.flatMap((spec) => {
    const memory = memories.get(spec.id)
    const failure = memory?.failure
    if (failure?.mode !== 'retry' || failure.reason.class !== 'network') return []
    // It is free once the channel that reads it lets it go, which the passes see for themselves.
    if (failure.reason.code === SOURCE_IN_USE) return []
    if (failure.nextTryAt === null || failure.nextTryAt - now < NEAR_MS) return []
    const source = spec.sources.find(({ id }) => id === memory?.sources?.activeId)
    return source === undefined ? [] : [{ channelId: spec.id, source }]
  })
}

/** Sources in use that bring nothing any more, of channels that have another one to turn to. */
export function doubtedSources(
  specs: readonly ChannelSpec[],
  memories: ReadonlyMap<ChannelId, ChannelMemory>,
  runs: readonly Run[],
  now: number,
): readonly Awaited[] {
  return specs.flatMap((spec) => {
    const sources = spec.sources.length > 1 ? memories.get(spec.id)?.sources : null
    if (sources == null || !hasBetter(sources, spec, now)) return []
    const live = runs.filter((run) => run.channelId === spec.id && isLive(run))
    const using = live.filter((run) => run.sourceId === sources.activeId)
    const source = spec.sources.find(({ id }) => id === sources.activeId)
    const silentMs = Math.min(...using.map((run) => now - lastSignOf(run)))
    const isSilent = silentMs > DOUBTED_AFTER * spec.hls.segmentSeconds * 1000
    return source !== undefined && using.length > 0 && isSilent
      ? [{ channelId: spec.id, source }]
      : []
  })
}

function lastSignOf(run: Run): number {
  return run.lastSegmentAt ?? run.firstSegmentAt ?? run.startedAt
}

export function listened(before: Vigil | undefined, heard: string | null): Vigil {
  return before !== undefined && before.heard === heard
    ? { heard, times: before.times + 1 }
    : { heard, times: 1 }
}

/** Whether `heard` says that the source came back. What is heard first says nothing. */
export function isBack(before: Vigil | undefined, heard: string | null): boolean {
  if (before === undefined || heard === null || heard === before.heard) return false
  return before.heard === null || before.times >= STALE_TIMES
}

/** Whether nobody has answered often enough to call a source that brings nothing dead. */
export function isGone({ heard, times }: Vigil): boolean {
  return heard === null && times >= GONE_TIMES
}

/** On to the next source, unless the channel has moved on meanwhile. */
export function turnAway(
  memory: ChannelMemory,
  spec: ChannelSpec,
  sourceId: SourceId,
  settings: HostSettings,
  now: number,
): ChannelMemory {
  const { sources } = memory
  if (sources?.activeId !== sourceId || !hasBetter(sources, spec, now)) return memory
  return { ...memory, sources: leaveSource(sources, spec, settings, now) }
}

/** The next try is now. */
export function tryAtOnce(memory: ChannelMemory, now: number): ChannelMemory {
  const { failure } = memory
  if (failure?.mode !== 'retry' || failure.nextTryAt === null || failure.nextTryAt <= now) {
    return memory
  }
  return { ...memory, failure: { ...failure, nextTryAt: now } }
}
