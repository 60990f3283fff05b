import type { FleetTotals, IncidentCounts, LiveMessage } from '@cashbacktv/contract'
import { type Reach, reachKey } from '../../domain/accounts/reach.ts'
import type { Fleet } from '../../domain/fleet/fleet.ts'
import { type Cursor, type Look, readChanges, totalsOf } from '../../domain/fleet/read-changes.ts'

/** Figures of everything together, with the sequence number of the fleet that they are of. */
export type KnownTotals = {
  seq: number
  figures: FleetTotals
  /** Of those who are limited, by their reach. */
  limited: Map<string, FleetTotals>
}

type Known = {
  fleet: Fleet
  /** Tells cursors of this fleet from those of another. */
  epoch: string
  totals: KnownTotals | null
  /** Null where they are not known for that reach yet. */
  incidentsOf(reach: Reach): IncidentCounts | null
}

type Asked = { look: Look; since: string | undefined; isFresh: boolean; at: Date }

/** What is new since a cursor; one of another fleet counts as none. */
export function readMessage(
  { fleet, epoch, totals, incidentsOf }: Known,
  { look, since, isFresh, at }: Asked,
): LiveMessage {
  const from = cursorOf(epoch, since)
  const told = readChanges(fleet, look, from, isFresh)
  const isDue = totals !== null && (from === null || totals.seq > from)
  const message = { at: at.toISOString(), cursor: `${epoch}:${fleet.seq}`, ...told }
  // What changes from now on is told to whoever has read this.
  fleet.seq += 1
  return {
    ...message,
    totals: isDue ? figuresFor(totals, fleet, look.reach) : null,
    incidents: isDue ? incidentsOf(look.reach) : null,
  }
}

/** Counted once for all who reach the same, until they are counted anew. */
function figuresFor(totals: KnownTotals, fleet: Fleet, reach: Reach): FleetTotals {
  if (reach.kind === 'all') return totals.figures
  const key = reachKey(reach)
  const known = totals.limited.get(key) ?? totalsOf(fleet, reach)
  totals.limited.set(key, known)
  return known
}

function cursorOf(epoch: string, text: string | undefined): Cursor {
  const [of, seq] = text?.split(':') ?? []
  return of === epoch && Number.isSafeInteger(Number(seq)) ? Number(seq) : null
}
