import type { ChannelId, ChannelSpec, ContentKind, SourceId } from '@cashbacktv/contract'
import { isBetter } from '../domain/content/is-better.ts'
import type { Observation } from '../domain/observations/observation.ts'
import type { Clock } from '../ports.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'
import type { SourceReaders } from './source-readers.ts'

export type ContentAsking = {
  readers: Pick<SourceReaders, 'sample'>
  clock: Clock
  snapshots: Pick<Snapshots, 'current'>
  observe(observation: Observation): void
}

export type ContentQuestion = {
  channelId: ChannelId
  sourceId: SourceId
  about: readonly ContentKind[]
}

/** Looks a few seconds at a source that is not in use, for what is wrong with the one that is. */
export function askContent(asking: ContentAsking): (question: ContentQuestion) => Promise<void> {
  const { readers, clock, snapshots, observe } = asking
  return async ({ channelId, sourceId, about }) => {
    const specs: readonly ChannelSpec[] = snapshots.current()?.channels ?? []
    const spec = specs.find(({ id }) => id === channelId)
    const source = spec?.sources.find(({ id }) => id === sourceId)
    if (source === undefined) return
    // What cannot be asked now is asked again later.
    const samples = await readers.sample(source).catch(() => [])
    const answer = { channelId, sourceId, isBetter: isBetter(samples, about) }
    observe({ kind: 'content-answer', at: clock.now(), ...answer })
  }
}
