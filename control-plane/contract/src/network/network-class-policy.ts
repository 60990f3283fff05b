import { type Message, messageOf, type PlainCode } from '../messages/catalogue.ts'
import { classifyAddress, isAddressAdmitted, type NetworkClass } from './network-class.ts'

/** Networks in which a port of the host may be opened: nothing there is asked for anything. */
const receivable: readonly NetworkClass[] = [
  ...(['public', 'private', 'loopback', 'link-local', 'shared', 'unspecified'] as const),
]

/**
 * Why a source may not be at this address, with what to do; null when it may.
 * `listens`: it is received on an address of this host itself, which asks no network for anything.
 */
export function networkRefusal(
  ip: string,
  allowCidrs: readonly string[],
  listens: boolean,
): Message | null {
  if (isAddressAdmitted(ip, allowCidrs)) return null
  const kind = classifyAddress(ip)
  if (listens && receivable.includes(kind)) return null
  return sentence(kind, cidrToAllow(ip, kind))
}

/** The usual network around an address of a class; null where none is ever allowed. */
function cidrToAllow(ip: string, kind: NetworkClass): string | null {
  const [first = '', second = ''] = ip.split(/[.:]/)
  switch (kind) {
    case 'multicast':
      return ip.includes(':') ? 'ff00::/8' : `${first}.0.0.0/8`
    case 'loopback':
      return ip.includes(':') ? '::1/128' : '127.0.0.0/8'
    case 'private':
      if (ip.includes(':')) return 'fc00::/7'
      return first === '10' ? '10.0.0.0/8' : first === '192' ? '192.168.0.0/16' : '172.16.0.0/12'
    case 'link-local':
      return ip.includes(':') ? 'fe80::/10' : '169.254.0.0/16'
    case 'shared':
      return `100.${second}.0.0/16`
    default:
      return null
  }
}

const places: Partial<Record<NetworkClass, PlainCode>> = {
  multicast: 'network-multicast',
  loopback: 'network-loopback',
  private: 'network-private',
  'link-local': 'network-link-local',
  shared: 'network-shared',
}

function sentence(kind: NetworkClass, cidr: string | null): Message {
  const where = places[kind]
  if (where === undefined || cidr === null) return messageOf('network-never')
  return messageOf('network-refused', { where: messageOf(where), cidr })
}
