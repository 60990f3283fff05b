import type { AirObservation } from '@cashbacktv/contract'

/** Whether anything new of a channel is published. Times are milliseconds of the steady clock. */
export type AirFlow = {
  /** Media sequence number that the next publication gets. */
  edge: number
  /** When that last moved; null where it has not, as far as is known. */
  movedAt: number | null
  /** Since when something new comes; null while nothing does. */
  onAirSince: number | null
}

type Seen = Pick<
  AirObservation,
  'showing' | 'mediaSequence' | 'segments' | 'targetDurationSeconds' | 'lastPublishedAt'
>

/**
 * Target durations after which a list that stands still is of a source that is gone, without a slate: whoever
 * begins to play it gets its last segments, and then nothing.
 */
const STALE_TARGETS = 4

/**
 * How it goes on by what the origin says of the channel. Movement is told by numbers: the origin dates by
 * a clock that is never set, which is that of the host no more once that was.
 */
export function nextAirFlow(
  before: AirFlow | null,
  air: Seen,
  { now, wall }: { now: number; wall: number },
): AirFlow {
  const edge = air.mediaSequence + air.segments
  if (air.showing === 'nothing') return { edge, movedAt: null, onAirSince: null }
  const staleMs = STALE_TARGETS * (air.targetDurationSeconds ?? 2) * 1000
  const movedAt = before === null ? publishedAt(air, { now, wall }) : moved(before, edge, now)
  const isFresh = movedAt !== null && now - movedAt <= staleMs
  return { edge, movedAt, onAirSince: isFresh ? (before?.onAirSince ?? now) : null }
}

function moved(before: AirFlow, edge: number, now: number): number | null {
  return edge === before.edge ? before.movedAt : now
}

/** At first sight there are the dates alone. Of one that lies ahead nothing is known: the next look tells. */
function publishedAt(
  { lastPublishedAt }: Seen,
  { now, wall }: { now: number; wall: number },
): number | null {
  const age = lastPublishedAt === null ? -1 : wall - Date.parse(lastPublishedAt)
  return age < 0 ? null : now - age
}
