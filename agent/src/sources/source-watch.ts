import type { ChannelId, ChannelSpec, Reason, Source, SourceId } from '@cashbacktv/contract'
import type { ListeningChannel, Observation } from '../domain/observations/observation.ts'
import type { World } from '../domain/reconcile/world.ts'
import { type Awaited, awaitedSources, doubtedSources } from '../domain/sources/lookout.ts'
import type { Clock } from '../ports.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'
import type { SourceReaders } from './source-readers.ts'

const LISTEN_EVERY_MS = 1000

export type SourceWatch = {
  /** Reads a source that is not in use, for whether it could be. */
  probe(channelId: ChannelId, sourceId: SourceId): Promise<void>
  close(): void
}

export type SourceWatchContext = {
  readers: Pick<SourceReaders, 'probe' | 'hear' | 'hearDoubted'>
  clock: Clock
  snapshots: Pick<Snapshots, 'current'>
  channels(): World['channels']
  runs(): World['runs']
  admit(source: Source): Promise<Reason | null>
  observe(observation: Observation): void
}

/** Sources that are not being read: whether the primary is well again, and who answers. */
export function createSourceWatch(context: SourceWatchContext): SourceWatch {
  const { readers, clock, snapshots, observe } = context
  const timer = setInterval(listen, LISTEN_EVERY_MS)
  let listening = false

  async function listen(): Promise<void> {
    const [now, channels] = [clock.now(), context.channels()]
    const awaited = awaitedSources(specs(), channels, now)
    const doubted = doubtedSources(specs(), channels, context.runs(), now)
    if (listening || awaited.length + doubted.length === 0) return
    listening = true
    await Promise.all([
      ...byAddress(doubted).map((asked) => hear(asked, readers.hearDoubted, 'doubtedBy')),
      ...byAddress(awaited).map((asked) => hear(asked, readers.hear, 'awaitedBy')),
    ])
    listening = false
  }

  async function hear(
    { source, by }: Asked,
    ask: SourceReaders['hear'],
    role: 'awaitedBy' | 'doubtedBy',
  ): Promise<void> {
    const refusal = await context.admit(source)
    const heard = refusal === null ? await ask(source) : null
    if (heard === undefined) return
    const nobody = { awaitedBy: [], doubtedBy: [] }
    observe({ kind: 'heard', at: clock.now(), url: source.url, heard, ...nobody, [role]: by })
  }

  async function probe(channelId: ChannelId, sourceId: SourceId): Promise<void> {
    const spec = specs().find(({ id }) => id === channelId)
    const source = spec?.sources.find(({ id }) => id === sourceId)
    if (source === undefined) return
    const { ok } = await readers.probe(source)
    observe({ kind: 'probed', at: clock.now(), channelId, isGood: ok })
  }

  function specs(): readonly ChannelSpec[] {
    return snapshots.current()?.channels ?? []
  }

  return { probe, close: () => clearInterval(timer) }
}

type Asked = { source: Source; by: ListeningChannel[] }

/** Many channels may wait for the same source: it is asked once. */
function byAddress(sources: readonly Awaited[]): Asked[] {
  const asked = new Map<string, Asked>()
  for (const { channelId, source } of sources) {
    const by: ListeningChannel[] = asked.get(source.url)?.by ?? []
    by.push({ channelId, sourceId: source.id })
    asked.set(source.url, { source, by })
  }
  return [...asked.values()]
}
