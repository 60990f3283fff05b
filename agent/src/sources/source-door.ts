import type { ReadableSource, RunId } from '@cashbacktv/contract'
import type { World } from '../domain/reconcile/world.ts'
import { admitsOf, mayAsk, readerKey } from '../domain/sources/source-readers.ts'
import type { Clock } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import { type AskingSignals, createAskings } from './askings.ts'
import type { ReaderStore } from './reader-store.ts'

/** What is asked of a source, and who may ask it. */
export type SourceQuestion<T> = {
  kind: 'probe' | 'knock'
  /** Asked before it waits for its turn and after: a run may have come meanwhile. */
  mayStill(readerKey: string): boolean
  open(signals: AskingSignals): Promise<T>
  /** Whether the source had let it in, by what came of it. */
  wasLetIn(answer: T): boolean
}

/** Lets one question after another open a source, and none where a run would lose its place. */
export type SourceDoor = {
  admits(readerKey: string): ReturnType<typeof admitsOf>
  /** Whether it may be opened beside the runs that have it, but for the one that asks for itself. */
  maySee(readerKey: string, startOf?: RunId): boolean
  ask<T>(source: ReadableSource, question: SourceQuestion<T>): Promise<T | 'refused'>
  clear(readerKey: string): Promise<void>
  letGo(readerKey: string): void
  freedAt(): World['freedAt']
}

type DoorContext = { clock: Clock; table: RunTable; store: ReaderStore }

/** A start waits so long for what a probe under way finds out: it is on air within 8 s all the same. */
const JOIN_MS = 3000
const MOST_FREED = 1000

export function createSourceDoor({ clock, table, store }: DoorContext): SourceDoor {
  const askings = createAskings()
  const freed = new Map<string, number>()

  const admits = (key: string) => admitsOf(key, store.learned(), clock.wall())

  function letGo(key: string): void {
    freed.delete(key)
    freed.set(key, clock.now())
    const oldest = freed.size > MOST_FREED ? freed.keys().next().value : undefined
    if (oldest !== undefined) freed.delete(oldest)
  }

  async function ask<T>({ url }: ReadableSource, question: SourceQuestion<T>) {
    const { kind, mayStill, open, wasLetIn } = question
    const key = readerKey(url)
    if (!mayStill(key)) return 'refused'
    return askings.run<T | 'refused'>(key, kind, async (signals) => {
      if (!mayStill(key)) return 'refused'
      const answer = await open(signals)
      if (wasLetIn(answer)) letGo(key)
      return answer
    })
  }

  return {
    admits,
    maySee(key, startOf) {
      const runs = table.runs().filter(({ runId }) => runId !== startOf)
      return mayAsk(key, runs, admits(key))
    },
    ask,
    clear: (key) => (admits(key) === 'many' ? Promise.resolve() : askings.clear(key, JOIN_MS)),
    letGo,
    freedAt: () => freed,
  }
}
