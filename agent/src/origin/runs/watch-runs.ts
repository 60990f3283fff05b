import type { RunId } from '@cashbacktv/contract'
import type { SeenRun } from '../domain/channel/observation.ts'
import { type RunWatch, watchRun } from './watch-run.ts'

/** Follows the playlists of the runs that are to be on air. */
export type RunsWatch = {
  /** Those of these runs that are not as they were; others are forgotten. */
  look(runIds: readonly RunId[]): readonly SeenRun[]
  forget(): void
}

export function watchRuns(runsFolder: string): RunsWatch {
  let watches: readonly RunWatch[] = []
  return {
    look(runIds) {
      watches = runIds.map((runId) => {
        return watches.find((one) => one.runId === runId) ?? watchRun(runsFolder, runId)
      })
      const changed = watches.filter((watch) => watch.look())
      return changed.map(({ runId, ladder, segments, closed }) => {
        return { runId, ladder, segments, closed }
      })
    },
    forget() {
      watches = []
    },
  }
}
