/**
 * Prints DATABASE_URL as a service file of libpq, for `PGSERVICEFILE`: programs of PostgreSQL take an
 * address on their command line alone, where every user of the machine can see its password.
 */
const [, before, hosts, after] =
  /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s.exec(process.env.DATABASE_URL ?? '') ?? []
if (hosts === undefined) throw new Error('DATABASE_URL is no address of PostgreSQL')
const addresses = hosts.split(',').map((host) => new URL(`${before}${host}${after}`))
const { username, password, pathname, searchParams } = addresses[0]
const isOne = addresses.length === 1
const settings = {
  host: addresses.map(({ hostname }) => hostname).join(','),
  port: isOne ? addresses[0].port : addresses.map(({ port }) => port || 5432).join(','),
  user: username,
  password,
  dbname: pathname.slice(1),
  ...Object.fromEntries(searchParams),
  // Of several servers the one that takes writes, as the control plane has it.
  ...(isOne ? {} : { target_session_attrs: 'read-write' }),
}
console.log('[cashbacktv]')
for (const [name, value] of Object.entries(settings)) {
  const plain = decodeURIComponent(value)
  if (/[\r\n]/.test(plain)) throw new Error(`${name} of DATABASE_URL has a line break`)
  if (plain !== '') console.log(`${name}=${plain}`)
}
