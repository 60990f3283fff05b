import type { HostEvent } from '@cashbacktv/contract'

/**
 * The longest head of `events` whose JSON is at most `maxBytes` long, at least one event. A message
 * over the limit of the link closes it, and the same batch would be sent again for ever.
 */
export function fitBatch(events: readonly HostEvent[], maxBytes: number): readonly HostEvent[] {
  let bytes = 0
  for (const [count, event] of events.entries()) {
    bytes += Buffer.byteLength(JSON.stringify(event)) + 1
    if (bytes > maxBytes && count > 0) return events.slice(0, count)
  }
  return events
}
