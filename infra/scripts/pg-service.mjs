/**
 * Prints DATABASE_URL as a service file of libpq, for `PGSERVICEFILE`: programs of PostgreSQL take an
 * address on their command line alone, where every user of the machine can see its password.
 */
const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(
  process.env.DATABASE_URL ?? '',
)
if (!/^postgres(ql)?:$/.test(protocol)) throw new Error('DATABASE_URL is no address of PostgreSQL')
const settings = {
  ...{ host: hostname, port, user: username, password, dbname: pathname.slice(1) },
  ...Object.fromEntries(searchParams),
}
console.log('[cashbacktv]')
for (const [name, value] of Object.entries(settings)) {
  const plain = decodeURIComponent(value)
  if (/[\r\n]/.test(plain)) throw new Error(`${name} of DATABASE_URL has a line break`)
  if (plain !== '') console.log(`${name}=${plain}`)
}
