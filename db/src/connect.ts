import postgres from 'postgres'

/**
 * Opens a pool for an address, also of the libpq form `postgres://user@localhost/name?host=/folder`
 * that names a socket folder, which postgres.js only takes as an option.
 */
export function connect(
  url: string,
  options: postgres.Options<Record<string, never>> = {},
): postgres.Sql {
  const address = new URL(url)
  const socketFolder = address.searchParams.get('host')
  address.searchParams.delete('host')
  return postgres(address.href, {
    onnotice: () => {},
    // A connection that dies during that look would end the process, and no column is an array.
    fetch_types: false,
    // Seconds until a lost server is tried again; its own way waits up to 20 s for one that is back.
    backoff: () => 0.2,
    ...(socketFolder === null ? {} : { host: socketFolder, port: Number(address.port || 5432) }),
    ...options,
  })
}
