import type { FleetTotals, IncidentCounts, LiveMessage } from '@cashbacktv/contract'
import type { Fleet } from '../../domain/fleet/fleet.ts'
import { type Cursor, type Look, readChanges } from '../../domain/fleet/read-changes.ts'

/** Figures of everything together, with the sequence number of the fleet that they are of. */
export type KnownTotals = { seq: number; figures: FleetTotals }

type Known = {
  fleet: Fleet
  /** Tells cursors of this fleet from those of another. */
  epoch: string
  totals: KnownTotals | null
  incidents: IncidentCounts | null
}

type Asked = { look: Look; since: string | undefined; isFresh: boolean; at: Date }

/** What is new since a cursor; one of another fleet counts as none. */
export function readMessage(
  { fleet, epoch, totals, incidents }: Known,
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
    totals: isDue ? totals.figures : null,
    incidents: isDue ? incidents : null,
  }
}

function cursorOf(epoch: string, text: string | undefined): Cursor {
  const [of, seq] = text?.split(':') ?? []
  return of === epoch && Number.isSafeInteger(Number(seq)) ? Number(seq) : null
}
