import { isInRange, parseAddress, parseRange } from './network-class-address.ts'

/** What kind of network an address is in. Only `public` is admitted without a word of the operator. */
export type NetworkClass =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'unspecified'
  | 'shared'
  | 'multicast'
  | 'reserved'
  | 'metadata'
  | 'invalid'

/** `ip` is an address as a resolver gives it. Octal, hexadecimal and shortened forms are `invalid`. */
export function classifyAddress(ip: string): NetworkClass {
  const address = parseAddress(ip)
  if (!address) return 'invalid'
  return networks.find(({ range }) => isInRange(address, range))?.kind ?? 'public'
}

/**
 * Whether a source may be at this address: a public one always, another only inside `allowCidrs`.
 * The metadata services of clouds are never admitted, whatever is allowed.
 */
export function isAddressAdmitted(ip: string, allowCidrs: readonly string[]): boolean {
  const kind = classifyAddress(ip)
  if (kind === 'public') return true
  if (kind === 'invalid' || kind === 'metadata') return false
  return inNetworks(allowCidrs)(ip)
}

/** Tells addresses in any of these networks, also by their mapped form; what is no address is in none. */
export function inNetworks(cidrs: readonly string[]): (ip: string) => boolean {
  const ranges = cidrs.flatMap((cidr) => [parseRange(cidr)].filter((range) => range !== null))
  return (ip) => {
    const address = parseAddress(ip)
    return address !== null && ranges.some((range) => isInRange(address, range))
  }
}

/** What leads where, by a network of addresses. */
export type NetworkRule = { cidr: string; isAdmitted: boolean }

/**
 * `isAddressAdmitted` as a list for who has to judge by itself: the first network that matches
 * decides, and what is in none is public.
 */
export function networkRules(allowCidrs: readonly string[]): readonly NetworkRule[] {
  const refused = (kinds: (kind: NetworkClass) => boolean) =>
    networks.filter(({ kind }) => kinds(kind)).map(({ cidr }) => ({ cidr, isAdmitted: false }))
  return [
    ...refused((kind) => kind === 'metadata'),
    ...allowCidrs.filter(isCidr).map((cidr) => ({ cidr, isAdmitted: true })),
    ...refused((kind) => kind !== 'metadata'),
  ]
}

/** `10.0.0.0/8`, `fd00::/8`, or one address. */
export function isCidr(text: string): boolean {
  return parseRange(text) !== null
}

/**
 * The first that matches wins. From the IANA special-purpose registries of IPv4 and IPv6, and from what
 * clouds say of their metadata services and of credentials for containers. Of IPv6 only 2000::/3 is given
 * out to anybody (IANA, Internet Protocol Version 6 Address Space): the last three are all the rest.
 */
const networks = (
  [
    ['metadata', '169.254.169.254/32'],
    ['metadata', '100.100.100.200/32'],
    ['metadata', 'fd00:ec2::254/128'],
    ['metadata', '168.63.129.16/32'],
    ['metadata', '169.254.170.2/32'],
    ['metadata', '169.254.170.23/32'],
    ['metadata', 'fd00:ec2::23/128'],
    ['metadata', 'fd20:ce::254/128'],
    ['metadata', '192.0.0.192/32'],
    ['metadata', '169.254.42.42/32'],
    ['metadata', 'fd00:42::42/128'],
    ['unspecified', '0.0.0.0/8'],
    ['unspecified', '::/128'],
    ['loopback', '127.0.0.0/8'],
    ['loopback', '::1/128'],
    ['private', '10.0.0.0/8'],
    ['private', '172.16.0.0/12'],
    ['private', '192.168.0.0/16'],
    ['private', 'fc00::/7'],
    ['private', 'fec0::/10'],
    ['link-local', '169.254.0.0/16'],
    ['link-local', 'fe80::/10'],
    ['shared', '100.64.0.0/10'],
    ['multicast', '224.0.0.0/4'],
    ['multicast', 'ff00::/8'],
    ['reserved', '192.0.0.0/24'],
    ['reserved', '192.0.2.0/24'],
    ['reserved', '192.88.99.0/24'],
    ['reserved', '198.18.0.0/15'],
    ['reserved', '198.51.100.0/24'],
    ['reserved', '203.0.113.0/24'],
    ['reserved', '240.0.0.0/4'],
    ['reserved', '2001::/23'],
    ['reserved', '2001:db8::/32'],
    ['reserved', '3fff::/20'],
    ['reserved', '::/3'],
    ['reserved', '4000::/2'],
    ['reserved', '8000::/1'],
  ] as const
).flatMap(([kind, cidr]) => {
  const range = parseRange(cidr)
  return range ? [{ kind, cidr, range }] : []
})
