import type { World } from '../reconcile/world.ts'
import { followChange, NEVER_FOLLOWED } from '../source-facts/follow-change.ts'
import type { Known, Noted } from './note-observations.ts'
import type { DifferenceObservation } from './observation.ts'

const MOST_FOLLOWED = 2000

/** A run whose source has changed for good is followed by one that is planned with what is seen now. */
export function noteDifference({ world, runs }: Known, seen: DifferenceObservation): Noted {
  const { at, runId, url, facts, since, reopened } = seen
  const run = runs.get(runId)
  // What a run saw before it ended by itself holds for the next one.
  if (run === undefined || run.outdated || run.stopping !== null) return {}
  const { channelId } = run
  const key = `${channelId} ${url}`
  const memory = world.host.followed.get(key) ?? NEVER_FOLLOWED
  const onAir = run.firstSegmentAt !== null
  const next = followChange(memory, { since, onAir, reopened }, at)
  if (next === null) return {}
  return {
    host: { ...world.host, followed: kept(world.host.followed, key, next) },
    runs: [{ ...run, outdated: true }],
    actions: [{ kind: 'follow-source', channelId, runId, url, facts }],
  }
}

type Followed = World['host']['followed']

/** With this one, which now stands last; without the oldest where there are too many. */
function kept(before: Followed, key: string, memory: NonNullable<ReturnType<Followed['get']>>) {
  const followed = new Map(before)
  followed.delete(key)
  followed.set(key, memory)
  const oldest = followed.size > MOST_FOLLOWED ? followed.keys().next().value : undefined
  if (oldest !== undefined) followed.delete(oldest)
  return followed
}
