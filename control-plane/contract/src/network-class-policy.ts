import { classifyAddress, isAddressAdmitted, type NetworkClass } from './network-class.ts'

/** Networks in which a port of the host may be opened: nothing there is asked for anything. */
const receivable: readonly NetworkClass[] = [
  ...(['public', 'private', 'loopback', 'link-local', 'shared', 'unspecified'] as const),
]

/**
 * Why a source may not be at this address, as a sentence with what to do; null when it may.
 * `listens`: it is received on an address of this host itself, which asks no network for anything.
 */
export function networkRefusal(
  ip: string,
  allowCidrs: readonly string[],
  listens: boolean,
): string | null {
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

const names: Partial<Record<NetworkClass, string>> = {
  multicast: 'at multicast addresses',
  loopback: 'on the host itself (loopback)',
  private: 'in private networks',
  'link-local': 'at link-local addresses',
  shared: 'in networks shared by carriers',
}

function sentence(kind: NetworkClass, cidr: string | null): string {
  const where = names[kind]
  if (where === undefined || cidr === null)
    return 'Sources are never read from this address: nothing but the network itself is behind it.'
  return `Sources ${where} are refused until an administrator allows their network, for example ${cidr}: under Settings, System, or as SOURCE_ALLOW_CIDRS=${cidr} where the product is started.`
}
