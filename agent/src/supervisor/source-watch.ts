import type { ChannelId, ChannelSpec, Reason, Source, SourceId } from '@cashbacktv/contract'
import { awaitedSources, isBack, listened, tryAtOnce, type Vigil } from '../domain/lookout.ts'
import { noteProbe } from '../domain/sources.ts'
import type { ChannelMemory, World } from '../domain/world.ts'
import type { Clock, Ffmpeg } from '../ports.ts'
import type { Snapshots } from './snapshots.ts'

const LISTEN_EVERY_MS = 1000
const MOST_VIGILS = 1000

export type SourceWatch = {
  /** Reads a source that is not in use, for whether it could be. */
  probe(channelId: ChannelId, sourceId: SourceId): Promise<void>
  close(): void
}

export type SourceWatchContext = {
  ffmpeg: Ffmpeg
  clock: Clock
  snapshots: Snapshots
  channels(): World['channels']
  change(id: ChannelId, next: (memory: ChannelMemory) => ChannelMemory): void
  admit(source: Source): Promise<Reason | null>
  allowCidrs(): readonly string[]
}

/** Sources that are not being read: whether the primary is well again, and who has come back. */
export function createSourceWatch(context: SourceWatchContext): SourceWatch {
  const { ffmpeg, clock, snapshots, change } = context
  const vigils = new Map<string, Vigil>()
  const timer = setInterval(listen, LISTEN_EVERY_MS)
  let listening = false

  async function listen(): Promise<void> {
    const awaited = awaitedSources(specs(), context.channels(), clock.now())
    if (listening || awaited.length === 0) return
    listening = true
    // Many channels may wait for the same source: it is asked once.
    const sources = new Map(awaited.map(({ source }) => [source.url, source]))
    const returned = await Promise.all([...sources.values()].map(hasReturned))
    const back = new Set(returned.filter((url) => url !== null))
    for (const { channelId, source } of awaited) {
      if (back.has(source.url)) change(channelId, (memory) => tryAtOnce(memory, clock.now()))
    }
    listening = false
  }

  async function hasReturned(source: Source): Promise<string | null> {
    const refusal = await context.admit(source)
    const heard = refusal === null ? await ffmpeg.hearSource(source.url) : null
    if (heard === undefined) return null
    // Between two tries a source is not awaited for a moment: what was heard before still holds.
    const before = vigils.get(source.url)
    if (vigils.size > MOST_VIGILS) vigils.clear()
    vigils.set(source.url, listened(before, heard))
    return isBack(before, heard) ? source.url : null
  }

  async function probe(channelId: ChannelId, sourceId: SourceId): Promise<void> {
    const spec = specs().find(({ id }) => id === channelId)
    const source = spec?.sources.find(({ id }) => id === sourceId)
    if (source === undefined) return
    const { ok } = await ffmpeg.probe(source.url, context.allowCidrs(), false)
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
