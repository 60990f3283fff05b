import type { ChannelHealth, Reason } from '@cashbacktv/contract'

/** The parts of a channel's page, in their order; their ids on the page are the same. */
export const CHANNEL_SECTIONS = [
  'on-air',
  'sources',
  'content',
  'encoder',
  'history',
  'settings',
] as const
export type ChannelSection = (typeof CHANNEL_SECTIONS)[number]

export type SectionTone = 'bad' | 'warning'

type Known = {
  /** Null while what a person asked for is under way. */
  health: Pick<ChannelHealth, 'level' | 'code'> | null
  reason: Pick<Reason, 'class'> | null
  /** Warnings of its source as it is put out. */
  warnings: number
  /** What is wrong with picture and audio. */
  conditions: number
  isOnBackup: boolean
}

const LOUD: ReadonlySet<ChannelHealth['level']> = new Set(['dark', 'slate', 'unstable', 'unknown'])
const FROM_SOURCE: ReadonlySet<ChannelHealth['code']> = new Set([
  ...([
    'slate',
    'flapping',
    'source-slow',
    'no-audio',
    'other-audio',
    'no-subtitles',
    'unplayable',
  ] as const),
])
const FROM_HOST: ReadonlySet<ChannelHealth['code']> = new Set([
  ...(['slow', 'host-silent', 'origin-away', 'no-room', 'no-host'] as const),
  ...(['host-never-connected', 'old-version', 'agent-older', 'past-shortened'] as const),
])

/** Where on the page a person finds what is wrong, and how bad it is. What is well is not in it. */
export function sectionTones(known: Known): Map<ChannelSection, SectionTone> {
  const { health, reason, warnings, conditions, isOnBackup } = known
  const tones = new Map<ChannelSection, SectionTone>()
  if (warnings > 0 || isOnBackup) tones.set('sources', 'warning')
  if (conditions > 0) tones.set('content', 'warning')
  if (health === null || health.level === 'well' || health.level === 'off') return tones
  const tone = LOUD.has(health.level) ? 'bad' : 'warning'
  if (health.level !== 'pending') tones.set('on-air', tone)
  const at = sectionOf(health.code, reason)
  if (at !== null) tones.set(at, tone)
  return tones
}

function sectionOf(
  code: ChannelHealth['code'],
  reason: Pick<Reason, 'class'> | null,
): ChannelSection | null {
  if (code.startsWith('content-')) return 'content'
  if (FROM_HOST.has(code)) return 'encoder'
  if (reason !== null) return reason.class === 'network' ? 'sources' : 'encoder'
  return FROM_SOURCE.has(code) ? 'sources' : null
}
