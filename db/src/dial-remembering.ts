import { once } from 'node:events'
import { connect, type LookupFunction } from 'node:net'
import type { Duplex } from 'node:stream'
import { rememberAddresses } from './remember-addresses.ts'

/** In time for nobody, as postgres.js has it. */
class ConnectTimeout extends Error {
  readonly code = 'CONNECT_TIMEOUT'
}

/**
 * Opens connections to a server, by the addresses that its name had last where nobody knows them at the moment.
 * Rejects with the error of the system, or with CONNECT_TIMEOUT.
 */
export function dialRemembering(
  { hostname, port: said }: URL,
  timeoutSeconds: number,
  lookup: LookupFunction = rememberAddresses(),
): () => Promise<Duplex> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const port = Number(said || 5432)
  return async () => {
    const socket = connect({ host, port, lookup })
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutSeconds * 1000) })
      // By its name a certificate is checked, and both stand in what is said of a failure.
      return Object.assign(socket, { host, port })
    } catch (error) {
      socket.destroy()
      const isLate = error instanceof Error && error.name === 'AbortError'
      throw isLate ? new ConnectTimeout(`${host} was not reached in time.`) : error
    }
  }
}
