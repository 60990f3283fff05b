import type { Reason, RunId } from '@cashbacktv/contract'
import type { Run } from '../domain/reconcile/world.ts'
import { runsOn, sourceInUse, turnOf } from '../domain/sources/source-readers.ts'
import type { RunTable } from '../runs/run-table.ts'
import type { SourceDoor } from './source-door.ts'

export type Turn = { kind: 'free' } | { kind: 'called-off' } | { kind: 'failed'; reason: Reason }

export type SourcePlaces = {
  /** Waits until the run may open its source, and gives it the place. */
  take(runId: RunId, isWanted: () => boolean): Promise<Turn>
}

type PlacesContext = { table: RunTable; admits: SourceDoor['admits']; wake(): void }

const CALLED_OFF: Turn = { kind: 'called-off' }

/** The places that runs have at their sources, from before they open them until they are over. */
export function createSourcePlaces({ table, admits, wake }: PlacesContext): SourcePlaces {
  /** Runs that have been given the place and have no process yet. */
  const claims = new Set<RunId>()

  /** Null when it has to wait, which the passes are told: they may make room for it. */
  function tryToTake(runId: RunId): Turn | null {
    for (const claimed of claims) if (isSettled(claimed)) claims.delete(claimed)
    const run = table.get(runId)?.run
    if (run === undefined) return CALLED_OFF
    switch (turnOf(run, othersOn(run), admits(run.readerKey))) {
      case 'in-use':
        return { kind: 'failed', reason: sourceInUse }
      case 'free':
        claims.add(runId)
        return { kind: 'free' }
      case 'wait':
        if (!run.waiting) table.change(runId, { waiting: true })
        wake()
        return null
    }
  }

  /** Runs that have the source or are about to open it. */
  function othersOn({ runId, readerKey }: Run): readonly Run[] {
    return runsOn(readerKey, table.runs()).filter(
      (other) => other.runId !== runId && (other.pid !== null || claims.has(other.runId)),
    )
  }

  function isSettled(runId: RunId): boolean {
    const run = table.get(runId)?.run
    return run === undefined || run.over !== null || run.pid !== null
  }

  return {
    async take(runId, isWanted) {
      for (;;) {
        const turn = isWanted() ? tryToTake(runId) : CALLED_OFF
        if (turn !== null) return turn
        await table.nextChange()
      }
    },
  }
}
