import { networkRules, parseRestreamUrl, parseSourceUrl } from '@cashbacktv/contract'

/** Which addresses a program may connect to; made by the functions of this file alone. */
export type Reach = {
  /** In the words of `agent/native/egress-guard.c`. */
  readonly rules: string
  /** Senders of a source that is received on a port of this host lie anywhere, and are answered. */
  readonly anyUdp: boolean
}

/** For what reads files and pipes alone. */
export const NOWHERE: Reach = { rules: '-0.0.0.0/0 -::/0', anyUdp: false }

/** Where reading a source may lead: its address was judged by the same networks. */
export function reachOf(href: string, allowCidrs: readonly string[]): Reach {
  const parsed = parseSourceUrl(href)
  if (!parsed.ok || parsed.scheme === 'testcard') return NOWHERE
  return { rules: rulesOf(allowCidrs), anyUdp: parsed.listens }
}

/** Where sending to a destination may lead: into the same networks. */
export function reachOfDestination(href: string, allowCidrs: readonly string[]): Reach {
  const parsed = parseRestreamUrl(href)
  return parsed.ok ? { rules: rulesOf(allowCidrs), anyUdp: parsed.listens } : NOWHERE
}

/** Where a program may go that asks one server of a person's choice. */
export function reachOfServer(allowCidrs: readonly string[]): Reach {
  return { rules: rulesOf(allowCidrs), anyUdp: false }
}

function rulesOf(allowCidrs: readonly string[]): string {
  const rules = networkRules(allowCidrs).map(({ cidr, isAdmitted }) => {
    return `${isAdmitted ? '+' : '-'}${withLength(cidr)}`
  })
  return rules.join(' ')
}

/** A run tells its progress to a port of this host besides. */
export function withLoopbackPort({ rules, anyUdp }: Reach, port: number): Reach {
  return { rules: `+127.0.0.1/32@${port} ${rules}`, anyUdp }
}

/** One address is a network of one. */
function withLength(cidr: string): string {
  const network = cidr.trim().replace(/^\[(.*)\]/, '$1')
  if (network.includes('/')) return network
  return `${network}/${network.includes(':') ? 128 : 32}`
}
