import type { Duplex } from 'node:stream'
import { databaseAddresses } from '@cashbacktv/contract/database-addresses'
import postgres from 'postgres'
import { dialAgain, orFailingSocket } from './dial-again.ts'
import { dialPrimary } from './dial-primary.ts'
import { oneStatementAtATime } from './one-statement-at-a-time.ts'

/** How connections to a server are opened, each in so many seconds. */
export type Dial = (address: URL, timeoutSeconds: number) => () => Promise<Duplex>

type Options = postgres.Options<Record<string, never>> & {
  /** Of one server that has a name or an address; postgres.js has its own way. */
  dial?: Dial
}

/** How long one of several servers may take to say what it is. */
const PROBE_SECONDS = 5

/**
 * Opens a pool for an address, also of the libpq form `postgres://user@localhost/name?host=/folder`
 * that names a socket folder, which postgres.js only takes as an option. Of several servers
 * (`postgres://user@one,two/name`) each new connection goes to the one that takes writes.
 */
export function connect(url: string, { dial, ...options }: Options = {}): postgres.Sql {
  const addresses = databaseAddresses(url).map((address) => new URL(address))
  // That it has to be the one that takes writes goes without saying, as does what postgres.js makes of it.
  for (const { searchParams } of addresses) searchParams.delete('target_session_attrs')
  const [first] = addresses
  if (!first) throw new Error('No address.')
  const dialledBy = (dial: () => Promise<Duplex>) => openDialledBy(dial, first, options)
  if (addresses.length > 1) return dialledBy(dialPrimary(addresses, isPrimary))
  // What an address leaves to the environment (PGHOST, PGPORT) is known to postgres.js.
  const isWhole = first.hostname !== '' && first.port !== ''
  if (dial === undefined || !isWhole || first.searchParams.has('host')) return open(first, options)
  return dialledBy(dial(first, Number(options.connect_timeout ?? PROBE_SECONDS)))
}

function openDialledBy(dial: () => Promise<Duplex>, address: URL, options: Options): postgres.Sql {
  let isClosed = false
  const again = dialAgain(dial)
  // What comes to a pool that was closed meanwhile, it would keep for ever.
  const socket = orFailingSocket(async () => {
    const made = await again()
    if (!isClosed) return made
    made.destroy()
    throw new Error('The pool was closed while it dialled.')
  })
  // Its types do not know of the option, which it has had for years.
  const sql = open(address, { ...options, ...{ socket } })
  const end = sql.end.bind(sql)
  sql.end = (how) =>
    end(how).finally(() => {
      isClosed = true
    })
  return sql
}

function open(address: URL, options: Options): postgres.Sql {
  const where = new URL(address)
  const socketFolder = where.searchParams.get('host')
  where.searchParams.delete('host')
  const sql = postgres(where.href, {
    onnotice: () => {},
    // A connection that dies during that look would end the process, and no column is an array.
    fetch_types: false,
    // Behind a PgBouncer the next statement may reach another connection, which has not prepared it.
    prepare: false,
    // Seconds until a lost server is tried again; its own way waits up to 20 s for one that is back.
    backoff: () => 0.2,
    ...(socketFolder === null ? {} : { host: socketFolder, port: Number(where.port || 5432) }),
    ...options,
  })
  oneStatementAtATime(sql)
  return sql
}

async function isPrimary(address: URL): Promise<boolean> {
  const sql = open(address, { max: 1, connect_timeout: PROBE_SECONDS })
  try {
    const [row] = await sql`select pg_is_in_recovery() as follows`
    return row?.follows === false
  } finally {
    await sql.end({ timeout: 1 })
  }
}
