import { z } from 'zod'
import type { ChannelPhase } from '../channel/phase.ts'
import type { Reason } from '../failure.ts'
import type { ChannelObservation, OriginSight } from '../host/host-report.ts'
import { Instant } from '../ids.ts'
import { HealthLevel } from './health-level-schema.ts'

/** What makes a channel's level. Its sentences are the room `health` of the catalogue. */
export const HealthCode = z.enum([
  ...(['off', 'scheduled', 'live', 'starting', 'queued', 'old-version'] as const),
  'agent-older',
  ...([
    'late',
    'slow',
    'source-slow',
    'no-audio',
    'other-audio',
    'no-subtitles',
    'unplayable',
    'past-shortened',
  ] as const),
  ...(['content-black', 'content-freeze', 'content-silence', 'content-no-audio'] as const),
  ...(['content-changed', 'content-still-card', 'content-low-bitrate'] as const),
  ...(['content-loudness', 'content-clipping'] as const),
  ...(['interrupted', 'host-silent', 'slate', 'flapping'] as const),
  ...(['origin-away', 'no-playlist', 'stalled', 'not-begun', 'retrying'] as const),
  ...(['failed', 'no-room', 'no-host', 'host-never-connected'] as const),
])
export type HealthCode = z.infer<typeof HealthCode>

/** `off` exactly where the channel is not wanted. */
export const ChannelHealth = z.object({ level: HealthLevel, code: HealthCode, since: Instant })
export type ChannelHealth = z.infer<typeof ChannelHealth>

export type HealthInput = {
  on: boolean
  /** On, and its schedule says now. */
  wanted: boolean
  standing: {
    phase: ChannelPhase
    reason: Pick<Reason, 'code'> | null
    since: string
    attempt: number
  }
  /** Null: no host could take the channel. */
  host: {
    link: 'never' | 'connected' | 'unknown'
    lastSeenAt: string | null
    /** When its newest report came; null before its first. All instants are by one clock. */
    heardAt: string | null
    /** Null from an agent that does not say. */
    origin: OriginSight | null
  } | null
  observation: Pick<ChannelObservation, 'state' | 'air' | 'slates'> | null
  /** Milliseconds since 1970. */
  now: number
}

/** A start or a turn in the queue that takes longer than this is an outage, whoever is at fault. */
export const PENDING_MS = 120_000
/** A run that is on air is listed within a second; not after this, its playlist does not come. */
export const PLAYLIST_MS = 15_000
/** A playlist that does not go on for so long, and for three segments, has every player stand still. */
export const STALLED_MS = 30_000
/** So many slates within ten minutes are worse than one. */
export const FLAPPING_SLATES = 3

/** The one verdict on a channel: what viewers get decides, not whether a process lives. */
export function channelHealth(input: HealthInput): ChannelHealth {
  const { on, wanted, standing, host, observation } = input
  const { since, reason } = standing
  const verdict = (level: HealthLevel, code: HealthCode, from?: string | null) => {
    return { level, code, since: from ?? since }
  }
  if (!wanted) return verdict('off', on ? 'scheduled' : 'off')
  if (!host) return verdict('dark', reason?.code === 'no-capacity' ? 'no-room' : 'no-host')
  if (host.link === 'never') return verdict('dark', 'host-never-connected')
  if (host.link === 'unknown') return verdict('unknown', 'host-silent', host.lastSeenAt)
  if (host.origin?.answers === false) {
    return verdict('dark', 'origin-away', host.origin.lastWordAt)
  }
  const { slates } = observation ?? {}
  const showing = showingOf(input)
  const flaps = (slates?.recent ?? 0) >= FLAPPING_SLATES
  if (flaps && showing !== 'nothing') return verdict('unstable', 'flapping', slates?.recentSince)
  if (showing === 'slate') return verdict('slate', 'slate', slates?.since)
  const stalledSince = showing === 'live' ? stalledAt(observation, host.heardAt) : null
  if (stalledSince !== null) return verdict('dark', 'stalled', stalledSince)
  const [level, code] = showing === 'live' ? whileLive(standing) : withoutPlaylist(input)
  return withPast(verdict(level, code), observation)
}

/** Viewers may get all that is live and go back less far than they are to. What a budget takes was asked for. */
function withPast(live: ChannelHealth, observation: HealthInput['observation']): ChannelHealth {
  const shortened = observation?.air?.past?.shortened
  if (live.level !== 'well' || shortened?.by !== 'disk') return live
  return { level: 'notice', code: 'past-shortened', since: shortened.since }
}

type Judged = [HealthLevel, HealthCode]

/** An agent that says nothing of its origin is taken at its word of the run. */
function showingOf({ host, observation }: HealthInput): 'nothing' | 'live' | 'slate' {
  if (observation?.air) return observation.air.showing
  return host?.origin === null && isRunning(observation) ? 'live' : 'nothing'
}

function stalledAt(observation: HealthInput['observation'], heardAt: string | null): string | null {
  const { lastPublishedAt = null, targetDurationSeconds = 0 } = observation?.air ?? {}
  if (lastPublishedAt === null || heardAt === null) return null
  const silentMs = Date.parse(heardAt) - Date.parse(lastPublishedAt)
  return silentMs > Math.max(STALLED_MS, targetDurationSeconds * 3000) ? lastPublishedAt : null
}

function isRunning(observation: HealthInput['observation']): boolean {
  return observation?.state === 'running' || observation?.state === 'degraded'
}

function whileLive({ phase, reason, attempt }: HealthInput['standing']): Judged {
  switch (phase) {
    case 'degraded':
      if (attempt > 0) return ['notice', 'old-version']
      if (reason?.code === 'channel-not-known') return ['notice', 'agent-older']
      return ['impaired', codeOfDegraded(reason?.code)]
    case 'backoff':
    case 'error':
      // What was published before the end is still being played.
      return ['impaired', 'interrupted']
    case 'queued':
    case 'starting':
      return attempt > 0 || reason ? ['impaired', 'interrupted'] : ['well', 'live']
    case 'running':
    case 'stopping':
    case 'stopped':
    case 'scheduled':
    case 'unknown':
    case 'unplaced':
      return ['well', 'live']
  }
}

const CONTENT_CODES = HealthCode.options.filter((code) => code.startsWith('content-'))

function codeOfDegraded(code: string | undefined): HealthCode {
  switch (code) {
    case 'late':
    case 'slow':
    case 'source-slow':
      return code
    case 'no-sound':
      return 'no-audio'
    case 'audio-track-missing':
    case 'further-audio-missing':
      return 'other-audio'
    case 'subtitles-missing':
    case 'subtitles-unread':
      return 'no-subtitles'
    default: {
      const content = CONTENT_CODES.find((known) => known === code)
      return content ?? 'unplayable'
    }
  }
}

function withoutPlaylist({ standing, observation, now }: HealthInput): Judged {
  const { phase, reason, attempt, since } = standing
  const waitedMs = now - Date.parse(since)
  if (phase === 'error') return ['dark', 'failed']
  if (phase === 'backoff') return ['dark', 'retrying']
  if (phase === 'queued' && reason?.code === 'no-capacity') return ['dark', 'no-room']
  if (attempt > 0) return ['dark', 'retrying']
  if (isRunning(observation) && waitedMs > PLAYLIST_MS) return ['dark', 'no-playlist']
  if (waitedMs > PENDING_MS) return ['dark', 'not-begun']
  return ['pending', phase === 'queued' ? 'queued' : 'starting']
}
