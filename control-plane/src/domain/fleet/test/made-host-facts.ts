import type { HostFacts } from '../fleet.ts'

/** Of a host that is made up, what is stored of it, and of it what is named. */
export function madeHostFacts(of: Pick<HostFacts, 'id'> & Partial<HostFacts>): HostFacts {
  return {
    name: 'one',
    desiredRevision: 1,
    draining: false,
    lastSeenAt: null,
    agentsHeard: null,
    addresses: { playbackBaseUrl: null, originUrl: null },
    isAwareOfHevc: true,
    edition: 'first',
    ...of,
  }
}
