import type { ReadableSource, Reason, RunId, Source } from '@cashbacktv/contract'
import type { ContentSample } from '../domain/content/content-sample.ts'
import { samplesOf } from '../domain/content/samples-of.ts'
import {
  admitsOf,
  mayAsk,
  readerKey,
  runsOn,
  sourceInUse,
  sourceOnAir,
  turnOf,
} from '../domain/sources/source-readers.ts'
import type { Run, World } from '../domain/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock, Ffmpeg, ProbeResult, RecordWish } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import { type AskingSignals, createAskings } from './askings.ts'
import { openReaderStore, type ReaderStore } from './reader-store.ts'

export type Turn = { kind: 'free' } | { kind: 'called-off' } | { kind: 'failed'; reason: Reason }

/**
 * The one door to sources: every probe, knock and run of this host comes through here, so that a
 * source that admits one reader never gets a second one from us.
 */
export type SourceReaders = {
  learned: ReaderStore['learned']
  learn(readerKey: string, admits: 'one' | 'many'): void
  /** When our last reader that had been let in went away, a source. */
  freedAt(): World['freedAt']
  /** A reader that had been let in is gone. */
  letGo(readerKey: string): void
  /**
   * Reads a source for what is in it. Refused while a run has it, unless two are known to be
   * admitted; a start may ask for itself before it opens the source, and a trial finds out.
   */
  probe(source: ReadableSource, options?: ProbeWish): Promise<ProbeResult>
  /**
   * Before a start: what is wrong with the bytes of a source, as soon as it shows; null when nothing
   * is seen to be, or when it is not to be opened.
   */
  glance(source: ReadableSource, startOf: RunId): Promise<Reason | null>
  /** What some seconds of it show and sound like; refused like a probe, it is nothing. */
  sample(source: Source): Promise<readonly ContentSample[]>
  /** Some seconds of its picture into a file; refused like a probe. False where nothing came. */
  record(wish: RecordWish, signal: AbortSignal): Promise<boolean | 'refused'>
  /** Whether anybody answers there; undefined where that cannot be told or must not be asked. */
  hear(source: ReadableSource): Promise<string | null | undefined>
  /** The same of a source whose run brings nothing any more: no more than whether its port is open. */
  hearDoubted(source: ReadableSource): Promise<string | null | undefined>
  /** A run is about to start: a probe under way may end soon, everything else is called off. */
  clear(readerKey: string): Promise<void>
  /** Waits until the run may open its source, and gives it the place. */
  take(runId: RunId, isWanted: () => boolean): Promise<Turn>
}

export type ProbeWish = {
  withFrame?: boolean
  startOf?: RunId
  isTrial?: boolean
  /** A start waits for it. */
  brief?: boolean
}

export type ReadersContext = {
  ffmpeg: Pick<
    Ffmpeg,
    'probe' | 'glance' | 'hearSource' | 'checkSource' | 'sampleSource' | 'recordSource'
  >
  clock: Clock
  table: RunTable
  paths: Pick<AgentPaths, 'readers'>
  allowCidrs(): readonly string[]
  wake(): void
}

/** A start waits so long for what a probe under way finds out: it is on air within 8 s all the same. */
const JOIN_MS = 3000
const MOST_FREED = 1000
const CALLED_OFF: Turn = { kind: 'called-off' }

export function createSourceReaders(context: ReadersContext): SourceReaders {
  const { ffmpeg, clock, table, wake } = context
  const store = openReaderStore(context.paths.readers)
  const askings = createAskings()
  const freed = new Map<string, number>()
  /** Runs that have been given the place and have no process yet. */
  const claims = new Set<RunId>()

  const admits = (key: string) => admitsOf(key, store.learned(), clock.wall())

  function maySee(key: string, startOf?: RunId): boolean {
    const runs = table.runs().filter(({ runId }) => runId !== startOf)
    return mayAsk(key, runs, admits(key))
  }

  function letGo(key: string): void {
    freed.delete(key)
    freed.set(key, clock.now())
    const oldest = freed.size > MOST_FREED ? freed.keys().next().value : undefined
    if (oldest !== undefined) freed.delete(oldest)
  }

  async function ask<T>(
    { url }: ReadableSource,
    kind: 'probe' | 'knock',
    mayStill: (key: string) => boolean,
    open: (signals: AskingSignals) => Promise<T>,
    wasLetIn: (answer: T) => boolean,
  ): Promise<T | 'refused'> {
    const key = readerKey(url)
    if (!mayStill(key)) return 'refused'
    return askings.run<T | 'refused'>(key, kind, async (signals) => {
      // It may have waited for another one, and a run may have come meanwhile.
      if (!mayStill(key)) return 'refused'
      const answer = await open(signals)
      if (wasLetIn(answer)) letGo(key)
      return answer
    })
  }

  async function probe(
    source: ReadableSource,
    { withFrame = false, startOf, isTrial = false, brief = false }: ProbeWish = {},
  ): Promise<ProbeResult> {
    const answer = await ask(
      source,
      'probe',
      (key) => (isTrial ? admits(key) !== 'one' : maySee(key, startOf)),
      (signals) => ffmpeg.probe(source, context.allowCidrs(), withFrame, { ...signals, brief }),
      ({ ok }) => ok,
    )
    return answer === 'refused' ? { ok: false, reason: sourceOnAir, tookMs: 0 } : answer
  }

  async function sample(source: Source): Promise<readonly ContentSample[]> {
    if ((await ffmpeg.checkSource(source.url, context.allowCidrs())) !== null) return []
    const piece = await ask(
      source,
      'probe',
      (key) => maySee(key),
      ({ signal }) => ffmpeg.sampleSource(source, context.allowCidrs(), signal),
      (answer) => answer !== null,
    )
    return piece === null || piece === 'refused' ? [] : samplesOf(piece)
  }

  async function record(wish: RecordWish, stop: AbortSignal): Promise<boolean | 'refused'> {
    if ((await ffmpeg.checkSource(wish.source.url, context.allowCidrs())) !== null) return 'refused'
    return ask(
      wish.source,
      'probe',
      (key) => maySee(key),
      ({ signal }) =>
        ffmpeg.recordSource(wish, context.allowCidrs(), AbortSignal.any([signal, stop])),
      (recorded) => recorded,
    )
  }

  async function glance(source: ReadableSource, startOf: RunId): Promise<Reason | null> {
    const answer = await ask(
      source,
      'probe',
      (key) => maySee(key, startOf),
      ({ signal }) => ffmpeg.glance(source, context.allowCidrs(), signal),
      (reason) => reason === null,
    )
    return answer === 'refused' ? null : answer
  }

  async function hear(
    source: ReadableSource,
    isDoubted: boolean,
  ): Promise<string | null | undefined> {
    const mayHear = isDoubted ? (key: string) => admits(key) !== 'one' : maySee
    const answer = await ask(
      source,
      'knock',
      (key) => mayHear(key),
      ({ signal }) =>
        ffmpeg.hearSource(source, context.allowCidrs(), { portOnly: isDoubted, signal }),
      (heard) => heard != null && !isDoubted,
    )
    return answer === 'refused' ? undefined : answer
  }

  async function take(runId: RunId, isWanted: () => boolean): Promise<Turn> {
    for (;;) {
      const turn = isWanted() ? tryToTake(runId) : CALLED_OFF
      if (turn !== null) return turn
      await table.nextChange()
    }
  }

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
  function othersOn({ runId, readerKey: key }: Run): readonly Run[] {
    return runsOn(key, table.runs()).filter(
      (other) => other.runId !== runId && (other.pid !== null || claims.has(other.runId)),
    )
  }

  function isSettled(runId: RunId): boolean {
    const run = table.get(runId)?.run
    return run === undefined || run.over !== null || run.pid !== null
  }

  return {
    learned: store.learned,
    learn: (key, many) => store.learn(key, many, clock.wall()),
    freedAt: () => freed,
    letGo,
    probe,
    glance,
    sample,
    record,
    hear: (source) => hear(source, false),
    hearDoubted: (source) => hear(source, true),
    clear: (key) => (admits(key) === 'many' ? Promise.resolve() : askings.clear(key, JOIN_MS)),
    take,
  }
}
