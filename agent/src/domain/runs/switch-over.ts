import type { ChannelSpec } from '@cashbacktv/contract'
import { spawnedAt } from '../failures/judge-end.ts'
import type { Action, Run } from '../reconcile/world.ts'
import { type Admits, admitsNow, admitsOf, type Readers } from '../sources/source-readers.ts'

/** Two readers are one too many for this source; said the first time. */
export function admitsOne(
  { channelId, sourceId, readerKey }: Run,
  { learned, wall }: Readers,
): readonly Action[] {
  if (admitsOf(readerKey, learned, wall) === 'one') return []
  return [
    { kind: 'learn', readerKey, admits: 'one' },
    { kind: 'say', happening: { kind: 'one-reader', channelId, sourceId } },
  ]
}

/** Two are admitted, by what has been seen now: what was learned before was an error or is over. */
export function admitsMany({ readerKey }: Run, { learned, wall }: Readers): readonly Action[] {
  if (admitsOf(readerKey, learned, wall) === 'many') return []
  return [{ kind: 'learn', readerKey, admits: 'many' }]
}

/** A whole segment that the run before completed beside the new one shows that both were served. */
function wereServedBoth(next: Run, before: Run, segmentSeconds: number): boolean {
  if (before.disturbed || before.lastSegmentAt === null) return false
  return before.lastSegmentAt - spawnedAt(next) >= segmentSeconds * 1000
}

/**
 * What is on air goes before what follows it has brought anything: the follower is ready and waits
 * for the only place at the source, or has taken it and the two would go on pushing each other out.
 */
export function mustYield(next: Run, onAir: Run, readers: Readers): boolean {
  if (next.readerKey !== onAir.readerKey) return false
  const admits = admitsNow(next.readerKey, readers)
  const waits = next.waiting === true && next.pid === null
  return (waits && admits === 'one') || pushesOut(next, onAir, admits)
}

function pushesOut(next: Run, onAir: Run, admits: Admits): boolean {
  return onAir.disturbed === true && next.pid !== null && admits !== 'many'
}

/** Lines of a log by which a run has lost its source for a moment, though it may find it again. */
export const LOST_FOR_A_MOMENT =
  /Will reconnect at|Stream ends prematurely|Connection reset by peer|HTTP error 4\d\d|Failed to open segment/

/** A switch that has been made shows how many readers the source admits. */
export function settleReaders(
  spec: ChannelSpec,
  next: Run | undefined,
  before: Run,
  readers: Readers,
): readonly Action[] {
  if (next === undefined || next.readerKey !== before.readerKey) return []
  const admits = admitsNow(next.readerKey, readers)
  if (pushesOut(next, before, admits)) return admitsOne(next, readers)
  if (admits !== 'unknown' || next.firstSegmentAt === null) return []
  return wereServedBoth(next, before, spec.hls.segmentSeconds) ? admitsMany(next, readers) : []
}
