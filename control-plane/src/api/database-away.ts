import { pgbouncerEnds } from '@cashbacktv/db'

/** What postgres.js, Node and PostgreSQL say when the server is away, restarts or shuts down. */
const CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  // Nobody answers for its address any more, or not yet: after three seconds of looking for it.
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'NO_PRIMARY',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '53300',
])

/** What workerd says in place of a code. */
const SAYINGS = /^(proxy request failed|network connection lost|connection (attempt )?timed out)/i

/** Whether the database could not be reached. Drizzle wraps: the code is on a cause. */
export function isDatabaseAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (pgbouncerEnds(at)) return true
    if ('code' in at && typeof at.code === 'string' && CODES.has(at.code)) return true
    if (SAYINGS.test(at.message)) return true
  }
  return false
}
