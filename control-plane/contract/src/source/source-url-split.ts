/**
 * An address taken apart without changing a character of it. `user` is what stands before the `@`,
 * null without one; `port` as written; `query` is what follows the first `?`, null without one.
 */
export type AddressParts = {
  scheme: string
  user: string | null
  host: string
  port: string | null
  path: string
  query: string | null
}

/** Null for what has not the form `scheme://[user@]host[:port][/path][?query]`. */
export function splitAddress(text: string): AddressParts | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)([^?#]*)(?:\?(.*))?$/is.exec(text)
  if (!match) return null
  const [, scheme = '', authority = '', path = '', query = null] = match
  const at = authority.lastIndexOf('@')
  const server = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority.slice(at + 1))
  if (!server) return null
  return {
    scheme: scheme.toLowerCase(),
    user: at < 0 ? null : authority.slice(0, at),
    host: server[1] ?? '',
    port: server[2] ?? null,
    path,
    query,
  }
}

/** The inverse of `splitAddress`; the name of the scheme comes out in lower case. */
export function joinAddress({ scheme, user, host, port, path, query }: AddressParts): string {
  const server = `${user === null ? '' : `${user}@`}${host}${port === null ? '' : `:${port}`}`
  return `${scheme}://${server}${path}${query === null ? '' : `?${query}`}`
}

/** The options of a query in their order; `value` is as written, null where there is no `=`. */
export function splitQuery(query: string | null): { name: string; value: string | null }[] {
  const parts = (query ?? '').split('&').filter((part) => part !== '')
  return parts.map((part) => {
    const at = part.indexOf('=')
    return at < 0
      ? { name: part, value: null }
      : { name: part.slice(0, at), value: part.slice(at + 1) }
  })
}

export function joinQuery(options: readonly { name: string; value: string | null }[]): string {
  return options.map(({ name, value }) => (value === null ? name : `${name}=${value}`)).join('&')
}

/** What a percent-encoded text means; one that is not well encoded stands for itself. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
