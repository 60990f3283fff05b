import { fleetHealth, type HostTroubleCode } from '@cashbacktv/contract'
import { SHAPE_OF_TONE, type Shape } from '../../channel/domain/channel-status.ts'
import type { WatchedChannel, WatchedHost } from './attention.ts'

/** Key below `health` of the translations, and the tone it is shown in. */
export type HealthTone = 'good' | 'warning' | 'bad' | 'off'
export type HealthReason =
  | 'allWell'
  | 'idle'
  | 'noHost'
  | 'noHostYet'
  | 'hostSilent'
  | 'channelsDown'
  | 'channelsOnSlate'
  | 'channelsWeak'
  | 'channelsWithoutRoom'
  | 'originAway'
  | 'twoAgents'
  | 'hostFull'
  | 'held'
export type Health = {
  tone: HealthTone
  shape: Shape
  /** All that is not well, worst first; the one good reason when all is. */
  reasons: { key: HealthReason; count: number }[]
}

type Finding = { tone: HealthTone; key: HealthReason; count: number }
const LOUDNESS: HealthTone[] = ['bad', 'warning', 'off', 'good']

const FULL: readonly HostTroubleCode[] = ['mediaFull', 'memoryFull', 'cpuFull', 'diskFull']

/** How the whole system is, and why. */
export function systemHealth(
  channels: readonly WatchedChannel[],
  hosts: readonly WatchedHost[],
): Health {
  const { wanted, levels } = fleetHealth(channels, hosts)
  const withoutRoom = channels.filter(({ health }) => health.code === 'no-room').length
  const troubles = (codes: readonly HostTroubleCode[]) =>
    hosts.flatMap(({ health }) => health.troubles).filter(({ code }) => codes.includes(code)).length
  const heard = hosts.filter(({ link }) => link === 'connected').length
  const candidates: Finding[] = [
    { tone: 'bad', key: noHostKey(hosts), count: heard === 0 && wanted > 0 ? 1 : 0 },
    { tone: 'bad', key: 'originAway', count: troubles(['originAway']) },
    { tone: 'bad', key: 'channelsDown', count: levels.dark - withoutRoom },
    { tone: 'bad', key: 'channelsWithoutRoom', count: withoutRoom },
    { tone: 'bad', key: 'channelsOnSlate', count: levels.slate + levels.unstable },
    { tone: 'bad', key: 'hostSilent', count: heard > 0 ? troubles(['silent']) : 0 },
    { tone: 'warning', key: 'twoAgents', count: troubles(['twoAgents']) },
    { tone: 'warning', key: 'hostFull', count: troubles(FULL) },
    { tone: 'warning', key: 'channelsWeak', count: levels.impaired + levels.notice },
    { tone: 'warning', key: 'held', count: troubles(['held']) },
  ]
  const findings = candidates.filter(({ count }) => count > 0)
  if (findings.length === 0) {
    const idle = wanted === 0
    findings.push({
      tone: idle ? 'off' : 'good',
      key: idle ? 'idle' : 'allWell',
      count: levels.well,
    })
  }
  const tone = LOUDNESS.find((loud) => findings.some((found) => found.tone === loud)) ?? 'good'
  const reasons = findings.map(({ key, count }) => ({ key, count }))
  return { tone, shape: SHAPE_OF_TONE[tone], reasons }
}

function noHostKey(hosts: readonly WatchedHost[]): HealthReason {
  return hosts.some(({ link }) => link === 'unknown') ? 'noHost' : 'noHostYet'
}
