import ipaddr from 'ipaddr.js'

export type Address = ipaddr.IPv4 | ipaddr.IPv6
/** A network, and how many bits of its address count. */
export type Range = [network: Address, bits: number]

/** An address; null when the text is not a plain one. IPv4 inside IPv6 comes out as IPv4. */
export function parseAddress(text: string): Address | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
  if (!bare.includes(':')) return parseIpv4(bare)
  const groups = withoutDots(bare)
  if (groups === null || !ipaddr.IPv6.isValid(groups)) return null
  const address = ipaddr.IPv6.parse(groups)
  return embeddedIpv4(address) ?? address
}

/** `10.0.0.0/8`, `fd00::/8`, or one address. */
export function parseRange(text: string): Range | null {
  const [base = '', length, ...rest] = text.trim().split('/')
  const network = parseAddress(base)
  if (network === null || rest.length > 0) return null
  const most = network.toByteArray().length * 8
  if (length === undefined) return [network, most]
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  return bits <= most ? [network, bits] : null
}

/** Addresses of different families are never in each other's networks. */
export function isInRange(address: Address, [network, bits]: Range): boolean {
  if (address instanceof ipaddr.IPv4) {
    return network instanceof ipaddr.IPv4 && address.match(network, bits)
  }
  return network instanceof ipaddr.IPv6 && address.match(network, bits)
}

/** Octal, hexadecimal and shortened forms are none: what is judged must be what is connected to. */
function parseIpv4(text: string): ipaddr.IPv4 | null {
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : null
}

/**
 * `::ffff:1.2.3.4` as `::ffff:102:304`, null when the dotted end is not an address. ipaddr.js would
 * take octal and hexadecimal there, and `::1.2.3.4` for `::ffff:1.2.3.4`, which leads elsewhere.
 */
function withoutDots(text: string): string | null {
  if (!text.includes('.')) return text
  const at = text.lastIndexOf(':') + 1
  const [a = 0, b = 0, c = 0, d = 0] = parseIpv4(text.slice(at))?.octets ?? [-1]
  const groups = [(a << 8) | b, (c << 8) | d].map((group) => group.toString(16))
  return a < 0 ? null : `${text.slice(0, at)}${groups.join(':')}`
}

/** Of RFC 6052. Where within 64:ff9b:1::/48 (RFC 8215) the address lies is for each network to say: that is none. */
const TRANSLATED = ipaddr.IPv6.parse('64:ff9b::')

/** Mapped (::ffff:0:0/96), translated (64:ff9b::/96) and 6to4 (2002::/16) addresses lead to an IPv4 one. */
function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const bytes = address.toByteArray()
  switch (address.range()) {
    case 'ipv4Mapped':
      return new ipaddr.IPv4(bytes.slice(12))
    case 'rfc6052':
      return address.match(TRANSLATED, 96) ? new ipaddr.IPv4(bytes.slice(12)) : null
    case '6to4':
      return new ipaddr.IPv4(bytes.slice(2, 6))
    default:
      return null
  }
}
