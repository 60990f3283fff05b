import { LINK_MAX_MESSAGE_BYTES, storableJson } from '@cashbacktv/contract'
import {
  endOfSpace,
  endOfValue,
  exceedsBounds,
  JSON_BYTES,
  type JsonBounds,
} from '../domain/backup/json-shape.ts'

/** What messages have been all along takes no look: 64 KiB of anything are parsed in 10 ms. */
const SMALL_BYTES = 64 * 1024
/** A value of a report takes some twenty bytes with its name, and lies less than half as deep. */
const SHAPE: JsonBounds = {
  depth: 32,
  values: 100_000,
  text: LINK_MAX_MESSAGE_BYTES,
  escapes: LINK_MAX_MESSAGE_BYTES,
}

/** Whether a message of a host may be parsed: 1 MiB of brackets take JSON.parse a fifth of a second. */
function mayBeParsed(data: unknown): boolean {
  return !Buffer.isBuffer(data) || data.length <= SMALL_BYTES || !exceedsBounds(data, SHAPE)
}

/**
 * A message of a host as it may be parsed and kept; null for one that may not. All that a host says comes
 * through here, whatever its release cuts off.
 */
export function readableMessage(data: unknown): unknown {
  if (!mayBeParsed(data)) return null
  if (!Buffer.isBuffer(data) || !data.includes('\\u')) return data
  // Escapes are ASCII, and all else stays as it is byte by byte.
  return Buffer.from(storableJson(data.toString('latin1')), 'latin1')
}

/** Calls of one message; those of one that has more are refused together. */
export const MOST_CALLS = 32

/**
 * How many calls a message has: each costs what a message of its own does, as tRPC takes several as a list.
 * Of what is no JSON, and of more than are taken, it is no matter how many.
 */
export function callsIn(data: unknown): number {
  if (!Buffer.isBuffer(data)) return 1
  const begin = endOfSpace(data, 0)
  if (data[begin] !== JSON_BYTES.LIST) return 1
  let at = begin + 1
  for (let calls = 1; calls < MOST_CALLS; calls++) {
    const end = endOfValue(data, at, SHAPE)
    if (end === null) break
    if (data[end] !== JSON_BYTES.COMMA) return calls
    at = end + 1
  }
  return MOST_CALLS
}
