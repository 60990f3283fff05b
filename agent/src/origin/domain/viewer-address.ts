import { inNetworks } from '@cashbacktv/contract'

/** Whether a proxy at this address is believed when it says for whom it asks. */
export type IsTrusted = (address: string) => boolean

/** Proxies on this machine are believed always, others where their networks are named. */
export function trustedProxies(networks: readonly string[]): IsTrusted {
  return inNetworks(['127.0.0.1', '::1', ...networks])
}

/** A header is 8 kB at most; who is behind more proxies than fit here is taken for one of them. */
const MOST_CHARACTERS = 1000

/**
 * The address of who watches, from the peer of a request and its `X-Forwarded-For`. Each proxy puts
 * the address it was asked from behind what it got, so the viewer is the last one that is not itself
 * a proxy to be believed. What stands before it the viewer may have made up.
 */
export function viewerAddress(peer: string, forwarded: string, isTrusted: IsTrusted): string {
  let address = plain(peer)
  for (const entry of forwarded.slice(-MOST_CHARACTERS).split(',').reverse()) {
    if (!isTrusted(address)) break
    if (entry.trim() !== '') address = plain(entry.trim())
  }
  return address
}

/** A listener of both families says IPv4 inside IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
