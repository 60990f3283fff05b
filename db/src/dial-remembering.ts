import { once } from 'node:events'
import { connect, type LookupFunction } from 'node:net'
import type { Duplex } from 'node:stream'
import { failingSocket } from './dial-primary.ts'
import { rememberAddresses } from './remember-addresses.ts'

/** In time for nobody, as postgres.js has it. */
class ConnectTimeout extends Error {
  readonly code = 'CONNECT_TIMEOUT'
}

/** Opens connections to a server, by the addresses that its name had last where nobody knows them at the moment. */
export function dialRemembering(
  { hostname, port }: URL,
  timeoutSeconds: number,
  lookup: LookupFunction = rememberAddresses(),
): () => Promise<Duplex> {
  const host = hostname.replace(/^\[|\]$/g, '')
  return async () => {
    const socket = connect({ host, port: Number(port || 5432), lookup })
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutSeconds * 1000) })
      // By its name a certificate is checked.
      return Object.assign(socket, { host })
    } catch (error) {
      socket.destroy()
      const isLate = error instanceof Error && error.name === 'AbortError'
      const why = isLate ? new ConnectTimeout(`${host} was not reached in time.`) : error
      return failingSocket(why instanceof Error ? why : new Error(String(why)))
    }
  }
}
