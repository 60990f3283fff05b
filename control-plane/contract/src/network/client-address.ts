import { inNetworks } from './network-class.ts'

/** Which proxies are believed when they say for whom they ask. */
export type TrustedProxies = {
  /** Of who connects. */
  peer(address: string): boolean
  /** Of an address that a proxy which is believed has named. */
  hop(address: string): boolean
}

/** Those of these networks, wherever on the way they are. */
export function proxiesIn(networks: readonly string[]): TrustedProxies {
  const isOne = inNetworks(networks)
  const isTrusted = (address: string) => isOne(plain(address))
  return { peer: isTrusted, hop: isTrusted }
}

export const LOOPBACK = ['127.0.0.1', '::1']

/** Where nobody but our own proxy can connect, so that who connects is that. */
export const WHOEVER_CONNECTS: TrustedProxies = { peer: () => true, hop: () => false }
export const NO_PROXIES: TrustedProxies = { peer: () => false, hop: () => false }

/** A header is 8 kB at most; who is behind more proxies than fit here is taken for one of them. */
const MOST_CHARACTERS = 1000

/**
 * The address of who asks, from the peer of a request and its `X-Forwarded-For`. Each proxy puts the
 * address it was asked from behind what it got, so the client is the last one that is not itself a
 * proxy to be believed. What stands before it the client may have made up.
 */
export function clientAddress(peer: string, forwarded: string, trusted: TrustedProxies): string {
  let address = plain(peer)
  if (!trusted.peer(address)) return address
  for (const entry of forwarded.slice(-MOST_CHARACTERS).split(',').reverse()) {
    if (entry.trim() === '') continue
    address = plain(entry.trim())
    if (!trusted.hop(address)) break
  }
  return address
}

/** Says for whom a request is passed on. One address: of a chain the next would have to tell what is made up. */
export function sayClientAddress(headers: Headers, address: string | null): void {
  if (address === null) headers.delete('x-forwarded-for')
  else headers.set('x-forwarded-for', address)
}

/** A listener of both families says IPv4 inside IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
