import {
  type Asset,
  type ChannelSpec,
  type DesiredState,
  type Reason,
  type RunId,
  reasonOf,
  type Source,
} from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'
import type { AssetStore, Clock, Ffmpeg, Log } from '../ports.ts'
import { createPictures, type Pictures } from './pictures-of.ts'
import { shareAnswers } from './share-answers.ts'
import type { SourceReaders } from './source-readers.ts'

const ADMISSION_FRESH_MS = 5_000
const ADMISSION_BUDGET_MS = 2_000
const PROBE_AGAIN_MS = 300_000
const LANES = 2
const MOST_ADMISSIONS = 1000

type Admission = { at: number; verdict: Promise<Reason | null> }

export type Preparations = Pictures & {
  /** Does ahead of time what a start would have to wait for, also for channels that are off. */
  prepare(desired: DesiredState): void
  admit(source: Source): Promise<Reason | null>
  /** Before a start: what is in a source of which nothing is known. */
  lookFirst(source: Source, startOf: RunId): Promise<void>
}

export type PreparationContext = {
  ffmpeg: Ffmpeg
  readers: Pick<SourceReaders, 'probe'>
  assets: AssetStore
  clock: Clock
  log: Log
  allowCidrs(): readonly string[]
}

/** Assets, logos and facts of sources, brought in the background so that starts are fast. */
export function createPreparations(context: PreparationContext): Preparations {
  const { ffmpeg, readers, assets, clock, log } = context
  const admissions = new LRUCache<string, Admission>({ max: MOST_ADMISSIONS })
  const probedAt = new Map<string, number>()
  const queue = new PQueue({ concurrency: LANES })
  const looks = shareAnswers<unknown>()
  let known: readonly Asset[] = []
  const pictures = createPictures({ ffmpeg, assets, known: () => known })

  function prepare(desired: DesiredState): void {
    known = desired.assets
    for (const spec of desired.channels) {
      for (const source of spec.sources) learn(source)
      const first = spec.sources[0]
      if (first === undefined) continue
      if (spec.logo !== null) enqueue(() => ahead(spec, 'Logo', pictures.logoOf(spec, first)))
      if (spec.layers.length > 0)
        enqueue(() => ahead(spec, 'Layers', pictures.layersOf(spec, first)))
    }
  }

  function learn(source: Source): void {
    if (source.url.startsWith('testcard:') || ffmpeg.isKnown(source.url)) return
    const last = probedAt.get(source.url)
    if (last !== undefined && clock.now() - last < PROBE_AGAIN_MS) return
    probedAt.set(source.url, clock.now())
    enqueue(async () => void (await readers.probe(source)))
  }

  async function ahead(
    { id }: ChannelSpec,
    what: string,
    preparing: Promise<unknown>,
  ): Promise<void> {
    await preparing.catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      log.warn({ channelId: id }, `${what} not prepared: ${why}`)
    })
  }

  function enqueue(task: () => Promise<void>): void {
    void queue.add(task).catch((error: unknown) => {
      log.warn({ error: String(error) }, 'Not prepared')
    })
  }

  function admit(source: Source): Promise<Reason | null> {
    const allowed = context.allowCidrs()
    // A verdict holds for the networks that were allowed when it was given.
    const question = `${allowed.join()} ${source.url}`
    const last = admissions.get(question)
    if (last !== undefined && clock.now() - last.at < ADMISSION_FRESH_MS) return last.verdict
    const verdict = withinBudget(ffmpeg.checkSource(source.url, allowed))
    admissions.set(question, { at: clock.now(), verdict })
    return verdict
  }

  /** What fails here, FFmpeg says better. */
  async function lookFirst(source: Source, startOf: RunId): Promise<void> {
    if (ffmpeg.rememberedFacts(source) !== null) return
    await looks(source, () => readers.probe(source, { startOf, brief: true })).catch(
      () => undefined,
    )
  }

  return { prepare, admit, ...pictures, lookFirst }
}

function withinBudget(check: Promise<Reason | null>): Promise<Reason | null> {
  return new Promise((resolve) => {
    const seconds = ADMISSION_BUDGET_MS / 1000
    const late = setTimeout(
      () => resolve(reasonOf('network', 'resolve-timeout', { seconds })),
      ADMISSION_BUDGET_MS,
    )
    check
      .catch((error: unknown) =>
        reasonOf('network', 'resolve-failed', { detail: String(error).slice(0, 500) }),
      )
      .then((verdict) => {
        clearTimeout(late)
        resolve(verdict)
      })
  })
}
