/** An address as its 4 or 16 bytes; null when the text is not a plain address. IPv4 inside IPv6 comes out as IPv4. */
export function parseAddress(text: string): number[] | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
  const bytes = bare.includes(':') ? parseIpv6(bare) : parseIpv4(bare)
  return bytes && (embeddedIpv4(bytes) ?? bytes)
}

/** True when the first `bits` of both are the same; addresses of different families never match. */
export function sharesPrefix(address: number[], network: number[], bits: number): boolean {
  if (address.length !== network.length) return false
  return address.every((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8))
    const mask = (0xff << (8 - kept)) & 0xff
    return (byte & mask) === ((network[index] ?? 0) & mask)
  })
}

function parseIpv4(text: string): number[] | null {
  const parts = text.split('.')
  // Octal and shortened forms are not addresses here: what is judged must be what is connected to.
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return null
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte <= 255) ? bytes : null
}

function parseIpv6(text: string): number[] | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (dotted) {
    const tail = parseIpv4(dotted[2] ?? '')
    if (!tail) return null
    const [a = 0, b = 0, c = 0, d = 0] = tail
    const groups = [(a << 8) | b, (c << 8) | d].map((group) => group.toString(16))
    return parseIpv6(`${dotted[1]}${groups.join(':')}`)
  }
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return groups.flatMap((group) => {
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 0xff]
  })
}

/** Mapped (::ffff:0:0/96), translated (64:ff9b::/96) and 6to4 (2002::/16) addresses lead to an IPv4 one. */
function embeddedIpv4(bytes: number[]): number[] | null {
  if (bytes.length !== 16) return null
  const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
  const translated = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]
  for (const prefix of [mapped, translated])
    if (prefix.every((byte, index) => byte === bytes[index])) return bytes.slice(12)
  if (bytes[0] === 0x20 && bytes[1] === 0x02) return bytes.slice(2, 6)
  return null
}
