import { messageOf } from '@cashbacktv/contract'
import type { Log } from '../ports.ts'
import type { LinkClient } from './link-client.ts'
import { NotAnswered } from './not-answered.ts'
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

/**
 * A call that is not answered is made again, or lost: none is waited for longer. That of an
 * answered one is not let run out: what tells of a time that is over costs more than the timer.
 */
export async function inTime<T>(
  call: (options: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const waiting = new AbortController()
  const timer = setTimeout(
    () => waiting.abort(new NotAnswered(messageOf('link-late'))),
    CALL_TIMEOUT_MS,
  )
  try {
    return await call({ signal: waiting.signal })
  } finally {
    clearTimeout(timer)
  }
}
