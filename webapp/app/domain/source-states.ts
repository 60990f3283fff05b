import type { EventView, Reason } from '@cashbacktv/contract'

export type SourceState = {
  id: string
  url: string
  state: 'active' | 'standby'
  lastError: Reason | null
}

type Entry = Pick<EventView, 'kind' | 'detail'>

/** The sources of a channel with what is known of each: whether it is in use, and how it failed last. */
export function sourceStates(
  sources: readonly { id: string; url: string }[],
  activeSourceId: string | null,
  /** Newest first. */
  timeline: readonly Entry[],
): SourceState[] {
  const errors = lastErrors(timeline)
  return sources.map(({ id, url }) => ({
    ...{ id, url, state: id === activeSourceId ? 'active' : 'standby' },
    lastError: id === activeSourceId ? null : (errors.get(id) ?? null),
  }))
}

function lastErrors(timeline: readonly Entry[]): Map<string, Reason> {
  const sourceOfRun = new Map<string, string>()
  for (const { kind, detail } of timeline) {
    if (kind === 'run-started') sourceOfRun.set(text(detail, 'runId'), text(detail, 'sourceId'))
  }
  const errors = new Map<string, Reason>()
  for (const { kind, detail } of timeline) {
    const reason = reasonOf(detail)
    const of =
      kind === 'source-switched'
        ? text(detail, 'from')
        : kind === 'run-exited' && Reflect.get(Object(detail), 'asked') !== true
          ? (sourceOfRun.get(text(detail, 'runId')) ?? '')
          : ''
    if (of && reason && !errors.has(of)) errors.set(of, reason)
  }
  return errors
}

function text(detail: unknown, key: string): string {
  const value: unknown = Reflect.get(Object(detail), key)
  return typeof value === 'string' ? value : ''
}

function reasonOf(detail: unknown): Reason | null {
  const reason: unknown = Reflect.get(Object(detail), 'reason')
  return text(reason, 'code') ? (reason as Reason) : null
}
