import type { HostEvent, HostEventKind } from '@cashbacktv/contract'

/**
 * What may be left out of events that have waited for too long: samples, and the details of
 * changes of state; the changes themselves never. The last event of a file stays, so that the
 * count of numbers is not lost.
 */
const SAMPLES: ReadonlySet<HostEventKind> = new Set<HostEventKind>([
  'first-segment',
  'orphan-removed',
  'host-notice',
])

export function slimEvents(events: readonly HostEvent[]): HostEvent[] {
  const last = events.length - 1
  return events
    .filter((event, n) => n === last || !SAMPLES.has(event.happening.kind))
    .map((event) => ({ ...event, happening: slim(event.happening) }))
}

function slim(happening: HostEvent['happening']): HostEvent['happening'] {
  switch (happening.kind) {
    case 'run-exited':
      return { ...happening, logTail: happening.logTail.slice(-1) }
    case 'run-started':
      return { ...happening, command: '' }
    default:
      return happening
  }
}
