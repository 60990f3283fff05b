import { type HostHealth, type HostPulse, type HostSample, hostHealth } from '@cashbacktv/contract'
import { roomOf } from '../room-of.ts'
import type { HostFacts } from './fleet.ts'
import type { HostNow } from './live-state.ts'

/** `channels`: how many it has. */
export function hostPulse(facts: HostFacts, now: HostNow, channels: number): HostPulse {
  const heldRevision = now.report?.heldRevision ?? null
  const sample = now.report?.sample ?? null
  return {
    id: facts.id,
    name: facts.name,
    link: now.link,
    lastSeenAt: now.lastSeenAt,
    wantedRevision: facts.desiredRevision,
    heldRevision,
    draining: facts.draining,
    health: hostHealth({ ...now, heldRevision, sample }),
    sample,
    room: roomOf(now.report),
    channels,
    edition: facts.edition,
    dvrDisk: now.report?.dvrDisk ?? null,
  }
}

/**
 * Whether a host is what it was, to whoever does not watch its load: how full it is counts by whole
 * percents, and what its channels hold not at all.
 */
export function isSameHost(a: HostPulse, b: HostPulse): boolean {
  return (
    a.link === b.link &&
    a.wantedRevision === b.wantedRevision &&
    a.heldRevision === b.heldRevision &&
    a.draining === b.draining &&
    a.edition === b.edition &&
    a.channels === b.channels &&
    textOf(a.health) === textOf(b.health) &&
    fullness(a.sample) === fullness(b.sample)
  )
}

function textOf({ troubles }: HostHealth): string {
  return troubles.map(({ code, since }) => `${code} ${since}`).join()
}

function fullness(sample: HostSample | null): string {
  if (!sample) return ''
  const share = (used: number, total: number) => (total > 0 ? Math.round((used / total) * 100) : 0)
  const media = share(sample.mediaUsedBytes, sample.mediaTotalBytes)
  const memory = share(sample.memoryUsedBytes, sample.memoryTotalBytes)
  return `${media} ${memory} ${share(sample.diskUsedBytes, sample.diskTotalBytes)}`
}
