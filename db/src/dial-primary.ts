import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** Says of a server whether it takes writes; rejects when it does not answer. */
type Probe = (address: URL) => Promise<boolean>

/** None of the servers takes writes, as between the end of one and the promotion of another. */
class NoPrimary extends Error {
  readonly code = 'NO_PRIMARY'
  constructor(options: ErrorOptions) {
    super('Of the servers of the database none takes writes.', options)
  }
}

/**
 * Opens connections to that one of several servers which takes writes, looked for with each. postgres.js has
 * `target_session_attrs` for it, but goes round the servers without a pause and without an end while
 * none does. What is opened at the same time shares a look. Rejects with NO_PRIMARY, or with the refusal of a log-in.
 */
export function dialPrimary(addresses: readonly URL[], isPrimary: Probe): () => Promise<Duplex> {
  let looking: Promise<URL> | null = null
  const look = () => {
    looking ??= findPrimary(addresses, isPrimary).finally(() => {
      looking = null
    })
    return looking
  }
  return async () => {
    const { hostname, port: said } = await look()
    const host = hostname.replace(/^\[|\]$/g, '')
    const port = Number(said || 5432)
    // By its name a certificate is checked, and both stand in what is said of a failure.
    return Object.assign(connect(port, host), { host, port })
  }
}

async function findPrimary(addresses: readonly URL[], isPrimary: Probe): Promise<URL> {
  const asked = addresses.map(async (address) => {
    if (await isPrimary(address)) return address
    throw new Error('It follows another.')
  })
  return Promise.any(asked).catch((cause: AggregateError) => {
    // A password that none of them takes is not mended by waiting.
    throw cause.errors.find(isRefused) ?? new NoPrimary({ cause })
  })
}

/** Classes 28 and 3D of PostgreSQL's codes: the log-in is refused, or there is no such database. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(28|3D)...$/.test(String(error.code))
}
