import { LINK_MAX_MESSAGE_BYTES } from '@cashbacktv/contract'
import { exceedsBounds, type JsonBounds } from '../domain/json-shape.ts'

/** What messages have been all along takes no look: 64 KiB of anything are parsed in 10 ms. */
const SMALL_BYTES = 64 * 1024
/** A value of a report takes some twenty bytes with its name, and lies less than half as deep. */
const SHAPE: JsonBounds = {
  ...{ depth: 32, values: 100_000 },
  ...{ text: LINK_MAX_MESSAGE_BYTES, escapes: LINK_MAX_MESSAGE_BYTES },
}

/** Whether a message of a host may be parsed: 1 MiB of brackets take JSON.parse a fifth of a second. */
export function mayBeParsed(data: unknown): boolean {
  return !Buffer.isBuffer(data) || data.length <= SMALL_BYTES || !exceedsBounds(data, SHAPE)
}
