import type { World } from '../domain/reconcile/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import { type QuestionsContext, questionSources, type SourceQuestions } from './question-sources.ts'
import { openReaderStore, type ReaderStore } from './reader-store.ts'
import { createSourceDoor } from './source-door.ts'
import { createSourcePlaces, type SourcePlaces } from './source-places.ts'

/**
 * The one door to sources: every probe, knock and run of this host comes through here, so that a
 * source that admits one reader never gets a second one from us.
 */
export type SourceReaders = SourceQuestions &
  SourcePlaces & {
    learned: ReaderStore['learned']
    learn(readerKey: string, admits: 'one' | 'many'): void
    /** When our last reader that had been let in went away, a source. */
    freedAt(): World['freedAt']
    /** A reader that had been let in is gone. */
    letGo(readerKey: string): void
    /** A run is about to start: a probe under way may end soon, everything else is called off. */
    clear(readerKey: string): Promise<void>
  }

export type ReadersContext = QuestionsContext & {
  clock: Clock
  table: RunTable
  paths: Pick<AgentPaths, 'readers'>
  wake(): void
}

export function createSourceReaders(context: ReadersContext): SourceReaders {
  const { ffmpeg, clock, table, wake } = context
  const store = openReaderStore(context.paths.readers)
  const door = createSourceDoor({ clock, table, store })
  const allowCidrs = () => context.allowCidrs()
  return {
    ...questionSources({ ffmpeg, allowCidrs, door }),
    ...createSourcePlaces({ table, admits: door.admits, wake }),
    learned: store.learned,
    learn: (key, many) => store.learn(key, many, clock.wall()),
    freedAt: door.freedAt,
    letGo: door.letGo,
    clear: door.clear,
  }
}
