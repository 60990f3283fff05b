const IPV6 = /^[\da-f]*:[\da-f:.]*$/i

/**
 * Whom an address is counted as. Whoever has one IPv6 address has the 2^64 of its network, and a site up to 2^16 of
 * those (RFC 6177): 48 bits where one that has them all must not have many shares. Of IPv4 it is the address itself.
 * `null` where it is asked from within the process.
 */
export function clientNetwork(address: string | null, bits: 48 | 64 = 64): string {
  if (address === null) return 'here'
  const bare = address.split('%')[0] ?? ''
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (v4) return v4
  if (!IPV6.test(bare)) return address
  const [before = '', after] = bare.toLowerCase().split('::')
  const head = before.split(':').filter(Boolean)
  const tail = (after ?? '').split(':').filter(Boolean)
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length
  const groups = [...head, ...Array<string>(Math.max(0, zeros)).fill('0'), ...tail]
  const network = groups.slice(0, bits / 16).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/${bits}`
}
