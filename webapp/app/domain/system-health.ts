import type { AttentionItem, WatchedChannel, WatchedHost } from './attention.ts'
import { presentStatus, type Shape, waitsForRoom } from './channel-status.ts'

/** Key below `health` of the translations, and the tone it is shown in. */
export type HealthTone = 'good' | 'warning' | 'bad' | 'off'
export type HealthReason =
  | 'allWell'
  | 'idle'
  | 'noHost'
  | 'noHostYet'
  | 'hostSilent'
  | 'channelsDown'
  | 'channelsWeak'
  | 'channelsWithoutRoom'
  | 'hostFull'
  | 'held'
export type Health = {
  tone: HealthTone
  shape: Shape
  /** All that is not well, worst first; the one good reason when all is. */
  reasons: { key: HealthReason; count: number }[]
}

type Finding = { tone: HealthTone; key: HealthReason; count: number }
const SHAPES: Record<HealthTone, Shape> = {
  good: 'disc',
  warning: 'triangle',
  bad: 'diamond',
  off: 'ring',
}
const LOUDNESS: HealthTone[] = ['bad', 'warning', 'off', 'good']

/** How the whole system is, and why. `attention` is what `rankAttention` found. */
export function systemHealth(
  channels: readonly WatchedChannel[],
  hosts: readonly WatchedHost[],
  attention: readonly AttentionItem[],
): Health {
  const wanted = channels.filter(({ status }) => status !== 'stopped' && status !== 'stopping')
  const withoutRoom = channels.filter(waitsForRoom).length
  const severities = channels
    .filter((channel) => !waitsForRoom(channel))
    .map((channel) => presentStatus(channel).severity)
  const down = severities.filter((severity) => severity <= 2).length
  const weak = severities.filter((severity) => severity > 2 && severity <= 5 && severity !== 4)
  const troubles = (names: readonly string[]) =>
    attention.filter((item) => item.kind === 'host' && names.includes(item.trouble)).length
  const heard = hosts.filter(({ link }) => link === 'connected').length
  const candidates: Finding[] = [
    { tone: 'bad', key: noHostKey(hosts), count: heard === 0 && wanted.length > 0 ? 1 : 0 },
    { tone: 'bad', key: 'channelsDown', count: down },
    { tone: 'bad', key: 'hostSilent', count: heard > 0 ? troubles(['unknown']) : 0 },
    { tone: 'warning', key: 'channelsWithoutRoom', count: withoutRoom },
    { tone: 'warning', key: 'held', count: troubles(['held']) },
    {
      tone: 'warning',
      key: 'hostFull',
      count: troubles(['mediaFull', 'memoryFull', 'diskFull']),
    },
    { tone: 'warning', key: 'channelsWeak', count: weak.length },
  ]
  const findings = candidates.filter(({ count }) => count > 0)
  if (findings.length === 0) {
    const idle = wanted.length === 0
    findings.push({
      tone: idle ? 'off' : 'good',
      key: idle ? 'idle' : 'allWell',
      count: wanted.length,
    })
  }
  const tone = LOUDNESS.find((loud) => findings.some((found) => found.tone === loud)) ?? 'good'
  return { tone, shape: SHAPES[tone], reasons: findings.map(({ key, count }) => ({ key, count })) }
}

function noHostKey(hosts: readonly WatchedHost[]): HealthReason {
  return hosts.some(({ link }) => link === 'unknown') ? 'noHost' : 'noHostYet'
}
