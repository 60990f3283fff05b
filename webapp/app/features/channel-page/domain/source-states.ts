import type { EventView, Reason } from '@cashbacktv/contract'
import { reasonOf } from '../../activity/domain/event-presentation.ts'

export type SourceState = {
  id: string
  url: string
  /** Nothing stands by where nothing is in use; `silent` is in use and brings nothing. */
  state: 'active' | 'silent' | 'standby' | 'idle'
  lastError: Reason | null
}

type Known = {
  activeSourceId: string | null
  /** Viewers get the source in use. */
  isLive: boolean
  /** Why the channel is not live from the source in use; null while it is. */
  trouble: Reason | null
  /** Newest first. */
  timeline: readonly EventView[]
}

/** The sources of a channel with what is known of each: whether it is in use, and how it failed last. */
export function sourceStates(
  sources: readonly { id: string; url: string }[],
  { activeSourceId, isLive, trouble, timeline }: Known,
): SourceState[] {
  const errors = lastErrors(timeline, sources)
  const other = activeSourceId === null ? 'idle' : 'standby'
  return sources.map(({ id, url }) =>
    id === activeSourceId
      ? { id, url, state: isLive ? 'active' : 'silent', lastError: trouble }
      : { id, url, state: other, lastError: errors.get(id) ?? null },
  )
}

function lastErrors(
  timeline: readonly EventView[],
  sources: readonly { id: string }[],
): Map<string, Reason> {
  const sourceOfRun = new Map<string, string>()
  for (const { kind, detail } of timeline) {
    if (kind === 'run-started') sourceOfRun.set(detail.runId, detail.sourceId)
  }
  const only = sources.length === 1 ? (sources[0]?.id ?? '') : ''
  const errors = new Map<string, Reason>()
  for (const entry of timeline) {
    const reason = reasonOf(entry)
    const of = failedSource(entry, sourceOfRun) || (entry.kind === 'refused' ? only : '')
    if (of && reason && !errors.has(of)) errors.set(of, reason)
  }
  return errors
}

/** The source that an entry says the failure of; empty for another entry. */
function failedSource(
  { kind, detail }: EventView,
  sourceOfRun: ReadonlyMap<string, string>,
): string {
  switch (kind) {
    case 'source-switched':
      return detail.from
    case 'refused':
      return detail.sourceId ?? ''
    case 'run-exited':
      return detail.asked ? '' : (sourceOfRun.get(detail.runId) ?? '')
    default:
      return ''
  }
}
