/**
 * The address of each server that an address of PostgreSQL names, in its order. Several stand as libpq
 * has them, with commas between: `postgres://user:password@one:5432,two:5432/name`.
 */
export function databaseAddresses(address: string): string[] {
  const parts = /^([a-z]+:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s.exec(address)
  if (parts === null) return [address]
  const [, before = '', hosts = '', after = ''] = parts
  return hosts.split(',').map((host) => `${before}${host.trim()}${after}`)
}
