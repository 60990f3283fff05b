import type { ChannelId, ChannelSpec, Source } from '@cashbacktv/contract'
import type { ChannelMemory } from './world.ts'

/**
 * While a source is away its channel is tried at growing intervals, up to the cooldown. A source
 * that comes back between two tries should not have to wait: it is listened for each second, which
 * costs next to nothing, and heard again it is tried at once.
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
    if (failure.nextTryAt === null || failure.nextTryAt - now < NEAR_MS) return []
    const source = spec.sources.find(({ id }) => id === memory?.sources?.activeId)
    return source === undefined ? [] : [{ channelId: spec.id, source }]
  })
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

/** The next try is now. */
export function tryAtOnce(memory: ChannelMemory, now: number): ChannelMemory {
  const { failure } = memory
  if (failure?.mode !== 'retry' || failure.nextTryAt === null || failure.nextTryAt <= now) {
    return memory
  }
  return { ...memory, failure: { ...failure, nextTryAt: now } }
}
