import type { ChannelId, ChannelSpec, Reason, Source, SourceId } from '@cashbacktv/contract'
import {
  awaitedSources,
  doubtedSources,
  isBack,
  isGone,
  listened,
  tryAtOnce,
  turnAway,
  type Vigil,
} from '../domain/sources/lookout.ts'
import { noteProbe } from '../domain/sources/sources.ts'
import type { ChannelMemory, World } from '../domain/world.ts'
import type { Clock } from '../ports.ts'
import type { Snapshots } from '../supervisor/snapshots.ts'
import type { SourceReaders } from './source-readers.ts'

type Awaited = ReturnType<typeof awaitedSources>[number]
type News = 'back' | 'gone' | null

const LISTEN_EVERY_MS = 1000
const MOST_VIGILS = 1000
/** Longer than any wait between two tries: what was heard before still holds then. */
const FORGOTTEN_AFTER_MS = 60_000

export type SourceWatch = {
  /** Reads a source that is not in use, for whether it could be. */
  probe(channelId: ChannelId, sourceId: SourceId): Promise<void>
  close(): void
}

export type SourceWatchContext = {
  readers: Pick<SourceReaders, 'probe' | 'hear' | 'hearDoubted'>
  clock: Clock
  snapshots: Snapshots
  channels(): World['channels']
  runs(): World['runs']
  change(id: ChannelId, next: (memory: ChannelMemory) => ChannelMemory): void
  admit(source: Source): Promise<Reason | null>
}

/** Sources that are not being read: whether the primary is well again, and who has come back. */
export function createSourceWatch(context: SourceWatchContext): SourceWatch {
  const { readers, clock, snapshots, change } = context
  const vigils = new Map<string, Vigil & { at: number }>()
  const timer = setInterval(listen, LISTEN_EVERY_MS)
  let listening = false

  async function listen(): Promise<void> {
    const [now, channels] = [clock.now(), context.channels()]
    const awaited = awaitedSources(specs(), channels, now)
    const doubted = doubtedSources(specs(), channels, context.runs(), now)
    if (listening || awaited.length + doubted.length === 0) return
    listening = true
    // Many channels may wait for the same source: it is asked once.
    const news = new Map(await Promise.all([...hearAll(doubted, 'doubted'), ...hearAll(awaited)]))
    for (const { channelId, source } of awaited) {
      if (news.get(source.url) !== 'back') continue
      change(channelId, (memory) => tryAtOnce(memory, clock.now()))
    }
    for (const { channelId, source } of doubted) {
      if (news.get(source.url) === 'gone') turnFrom(channelId, source)
    }
    listening = false
  }

  function hearAll(sources: readonly Awaited[], isDoubted?: 'doubted') {
    const each = new Map(sources.map(({ source }) => [source.url, source]))
    return [...each.values()].map((source) => hear(source, isDoubted !== undefined))
  }

  async function hear(source: Source, isDoubted: boolean): Promise<[string, News]> {
    const { url } = source
    const ask = isDoubted ? readers.hearDoubted : readers.hear
    const refusal = await context.admit(source)
    const heard = refusal === null ? await ask(source) : null
    if (heard === undefined) return [url, null]
    const now = clock.now()
    const known = vigils.get(url)
    const before = known !== undefined && now - known.at < FORGOTTEN_AFTER_MS ? known : undefined
    const vigil = listened(before, heard)
    if (vigils.size > MOST_VIGILS) vigils.clear()
    vigils.set(url, { ...vigil, at: now })
    return [url, isBack(before, heard) ? 'back' : isGone(vigil) ? 'gone' : null]
  }

  function turnFrom(channelId: ChannelId, source: Source): void {
    const spec = specs().find(({ id }) => id === channelId)
    const settings = snapshots.current()?.settings
    if (spec === undefined || settings === undefined) return
    change(channelId, (memory) => turnAway(memory, spec, source, settings, clock.now()))
  }

  async function probe(channelId: ChannelId, sourceId: SourceId): Promise<void> {
    const spec = specs().find(({ id }) => id === channelId)
    const source = spec?.sources.find(({ id }) => id === sourceId)
    if (source === undefined) return
    const { ok } = await readers.probe(source)
    change(channelId, (memory) => {
      if (memory.sources === null) return memory
      return { ...memory, sources: noteProbe(memory.sources, ok, clock.now()) }
    })
  }

  function specs(): readonly ChannelSpec[] {
    return snapshots.current()?.channels ?? []
  }

  return { probe, close: () => clearInterval(timer) }
}
