import { EventBatch, HostEvent } from '@cashbacktv/contract'
import { z } from 'zod'
import { readAs } from '../domain/read-as.ts'
import { storable } from '../domain/storable.ts'

/** `unread`: numbers of events that are none of this release, or cannot be kept. */
export type ReadBatch = EventBatch & { unread?: readonly number[] }

const Batch = storable(EventBatch)
const Event = storable(HostEvent)
const readOuter = readAs(EventBatch.extend({ events: z.array(z.unknown()).min(1).max(500) }))
const readNumber = readAs(HostEvent.pick({ number: true }))

/**
 * Events of a host. One that cannot be read holds up no other: it is told by its number, as the host
 * would send it again for ever, with all that happened since.
 *
 * @throws TypeError when it is no batch, or an event in it has no number
 */
export function readEvents(value: unknown): ReadBatch {
  if (Batch.validate(value)) return { ...Batch.parse(value), unread: [] }
  const outer = readOuter(value)
  const events: HostEvent[] = []
  const unread: number[] = []
  for (const told of outer.events) {
    if (Event.validate(told)) events.push(Event.parse(told))
    else unread.push(readNumber(told).number)
  }
  return { ...outer, events, unread }
}
