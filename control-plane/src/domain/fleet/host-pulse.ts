import type { HostPulse, HostSample } from '@cashbacktv/contract'
import type { HostFacts } from './fleet.ts'
import type { HostNow } from './live-state.ts'

export function hostPulse(facts: HostFacts, now: HostNow): HostPulse {
  return {
    id: facts.id,
    link: now.link,
    lastSeenAt: now.lastSeenAt,
    wantedRevision: facts.desiredRevision,
    heldRevision: now.report?.heldRevision ?? null,
    draining: facts.draining,
    sample: now.report?.sample ?? null,
  }
}

/** Whether a host is what it was, to whoever does not watch its load: how full it is counts by whole percents. */
export function isSameHost(a: HostPulse, b: HostPulse): boolean {
  return (
    a.link === b.link &&
    a.wantedRevision === b.wantedRevision &&
    a.heldRevision === b.heldRevision &&
    a.draining === b.draining &&
    fullness(a.sample) === fullness(b.sample)
  )
}

function fullness(sample: HostSample | null): string {
  if (!sample) return ''
  const share = (used: number, total: number) => (total > 0 ? Math.round((used / total) * 100) : 0)
  const media = share(sample.mediaUsedBytes, sample.mediaTotalBytes)
  const memory = share(sample.memoryUsedBytes, sample.memoryTotalBytes)
  return `${media} ${memory} ${share(sample.diskUsedBytes, sample.diskTotalBytes)}`
}
