import type { Log } from '../ports.ts'
import type { LinkClient } from './link-client.ts'
import type { Timers } from './timers.ts'

/** What every part of the link has: the calls, and what it says and waits with. */
export type LinkPorts = {
  client: LinkClient
  log: Log
  random: () => number
  timers: Timers
  /** Once a connection and key. */
  sayOnce(key: string, message: string): void
}

const CALL_TIMEOUT_MS = 5_000

/** A call that is not answered is made again, or lost: none is waited for longer. */
export function inTime(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) }
}
