import { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { errorCode } from './error-code.ts'

type Options = {
  patienceMs?: number
  everyMs?: number
  /** Milliseconds, of a clock that only goes on. */
  now?: () => number
}

/** PgBouncer and PostgreSQL are back about a second after they were stopped to be started anew. */
const PATIENCE_MS = 3000
const EVERY_MS = 100
/** With none in vain for so long, a server was there meanwhile, or nobody asked: the next is an outage of its own. */
const ANEW_MS = 10_000

/** Of a server, or of its name, that is not there at the moment. */
const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'NO_PRIMARY'],
])

/**
 * Dials again while a server that was there is not, for as long as a restart takes. Nothing was said on a connection
 * that was never made, so what waits for it is done once, a change too. When it stays away, everybody after that is
 * told at once rather than left to wait with each question.
 */
export function dialAgain(
  dial: () => Promise<Duplex>,
  { patienceMs = PATIENCE_MS, everyMs = EVERY_MS, now = () => performance.now() }: Options = {},
): () => Promise<Duplex> {
  let wasThere = false
  let outage: { since: number; last: number } | null = null
  const orWait = async (error: unknown) => {
    const at = now()
    if (outage !== null && at - outage.last >= ANEW_MS) outage = null
    outage = { since: outage?.since ?? at, last: at }
    const isWorthIt = wasThere && AWAY.has(String(errorCode(error)))
    if (!isWorthIt || at - outage.since >= patienceMs) throw error
    await pause(everyMs)
    return null
  }
  return async () => {
    for (;;) {
      const socket = await dial().catch(orWait)
      if (socket === null) continue
      wasThere = true
      outage = null
      return socket
    }
  }
}

/**
 * Dials, and gives a socket that fails when it is first written to where that was in vain. postgres.js counts on one:
 * without it a pool is one connection short for ever, and one that fails earlier leaves what was to be written, and
 * never writes again.
 */
export function orFailingSocket(dial: () => Promise<Duplex>): () => Promise<Duplex> {
  return () =>
    dial().catch((error) => {
      const why = error instanceof Error ? error : new Error(String(error))
      return new Duplex({ read() {}, write: (_chunk, _encoding, done) => done(why) })
    })
}
