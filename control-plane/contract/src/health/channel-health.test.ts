import { describe, expect, test } from 'vitest'
import { ChannelPhase } from '../channel/phase.ts'
import type { AirObservation, ChannelObservation } from '../host/host-report.ts'
import { channelHealth, type HealthInput, PENDING_MS, PLAYLIST_MS } from './channel-health.ts'

const SINCE = '2026-01-01T00:00:00.000Z'
const NOW = Date.parse(SINCE) + 5000
type Showing = AirObservation['showing']

const air = (showing: Showing, change: Partial<AirObservation> = {}): AirObservation => ({
  showing,
  mediaSequence: 1,
  segments: 3,
  lastPublishedAt: SINCE,
  viewers: 0,
  sentBytes: 0,
  ...change,
})
const answering = { answers: true, lastWordAt: SINCE }
const host = (change: Partial<NonNullable<HealthInput['host']>> = {}) => ({
  link: 'connected' as const,
  lastSeenAt: SINCE,
  heardAt: SINCE,
  origin: answering,
  ...change,
})
const seen = (state: ChannelObservation['state'], showing: Showing | null) => ({
  state,
  air: showing === null ? null : air(showing),
})
function input(
  phase: ChannelPhase,
  showing: Showing | null,
  change: Partial<HealthInput> & { standing?: HealthInput['standing'] } = {},
): HealthInput {
  const states = ['running', 'degraded', 'backoff', 'error', 'queued', 'stopping'] as const
  const state = states.find((one) => one === phase) ?? 'starting'
  return {
    on: true,
    wanted: true,
    host: host(),
    observation: seen(state, showing),
    now: NOW,
    standing: standing(phase),
    ...change,
  }
}
function standing(phase: ChannelPhase, code: string | null = null, attempt = 0, since = SINCE) {
  return { phase, since, attempt, reason: code === null ? null : { code } }
}
const told = (of: HealthInput) => {
  const { level, code } = channelHealth(of)
  return `${level} ${code}`
}
const because = (phase: ChannelPhase, showing: Showing, code: string | null, attempt = 0) =>
  input(phase, showing, { standing: standing(phase, code, attempt) })
const slates = (showing: Showing, recent: number) =>
  input('running', showing, {
    observation: {
      ...seen('running', showing),
      slates: { since: showing === 'slate' ? SINCE : null, recent, recentSince: SINCE },
    },
  })
const shortened = (by: 'disk' | 'budget', phase: ChannelPhase = 'running') => {
  const past = { bytes: 1, since: SINCE, bytesPerHour: 1, shortened: { by, since: SINCE } }
  return input(phase, 'live', { observation: { state: 'running', air: air('live', { past }) } })
}
const late = (ms: number) => Date.parse(SINCE) + ms + 1

describe('what viewers get of a wanted channel', () => {
  test.each<[string, string, HealthInput]>([
    ['runs and is listed', 'well live', input('running', 'live')],
    ['is restarted while it plays', 'well live', input('starting', 'live')],
    ['runs and shows the slate', 'slate slate', input('running', 'slate')],
    ['fails and shows the slate', 'slate slate', because('error', 'slate', 'tls', 3)],
    ['slate, the third of late', 'unstable flapping', slates('slate', 3)],
    ['live between slates', 'unstable flapping', slates('live', 3)],
    ['live after one slate', 'well live', slates('live', 1)],
    ['late segments', 'impaired late', because('degraded', 'live', 'late')],
    ['slow encoder', 'impaired slow', because('degraded', 'live', 'slow')],
    ['slow source', 'impaired source-slow', because('degraded', 'live', 'source-slow')],
    ['silence', 'impaired no-audio', because('degraded', 'live', 'no-sound')],
    ['further track', 'impaired other-audio', because('degraded', 'live', 'further-audio-missing')],
    ['shortened past', 'notice past-shortened', shortened('disk')],
    ['past as large as it may be', 'well live', shortened('budget')],
    ['what is worse than a shortened past', 'impaired interrupted', shortened('disk', 'backoff')],
    ['no subtitles', 'impaired no-subtitles', because('degraded', 'live', 'subtitles-missing')],
    ['subtitles unread', 'impaired no-subtitles', because('degraded', 'live', 'subtitles-unread')],
    ['other track', 'impaired other-audio', because('degraded', 'live', 'audio-track-missing')],
    ['unfit for players', 'impaired unplayable', because('degraded', 'live', 'keyframes-far')],
    ['kept old version', 'notice old-version', because('degraded', 'live', 'tls', 2)],
    ['an older agent', 'notice agent-older', because('degraded', 'live', 'channel-not-known')],
    ['just broke off', 'impaired interrupted', because('backoff', 'live', 'connection-lost', 1)],
    ['starts', 'pending starting', input('starting', 'nothing')],
    ['waits its turn', 'pending queued', input('queued', 'nothing')],
    ['waits for room', 'dark no-room', because('queued', 'nothing', 'no-capacity')],
    ['tries again', 'dark retrying', because('starting', 'nothing', 'tls', 2)],
    ['waits to try again', 'dark retrying', because('backoff', 'nothing', 'tls', 2)],
    ['gave up', 'dark failed', because('error', 'nothing', 'tls', 5)],
  ])('%s: %s', (_name, expected, of) => {
    expect(told(of)).toBe(expected)
  })

  test('a start and a turn that take too long are an outage', () => {
    for (const phase of ['starting', 'queued'] as const) {
      const of = { ...input(phase, 'nothing'), now: late(PENDING_MS) }
      expect(told(of)).toBe('dark not-begun')
    }
  })

  test('running begins with the playlist, and is an outage when that does not come', () => {
    for (const showing of ['nothing', null] as const) {
      const of = input('starting', showing, { observation: seen('running', showing) })
      expect(told(of)).toBe('pending starting')
      expect(told({ ...of, now: late(PLAYLIST_MS) })).toBe('dark no-playlist')
    }
  })

  test('a playlist that does not go on is an outage', () => {
    const heardAt = new Date(Date.parse(SINCE) + 60_000).toISOString()
    const of = input('running', 'live', { host: host({ heardAt }) })
    expect(channelHealth(of)).toEqual({ level: 'dark', code: 'stalled', since: SINCE })
    const slow = { state: 'running', air: air('live', { targetDurationSeconds: 30 }) } as const
    expect(told({ ...of, observation: slow })).toBe('well live')
  })

  test('an agent that says nothing of its origin is taken at its word', () => {
    const old = { host: host({ origin: null }) }
    expect(told(input('running', null, old))).toBe('well live')
    expect(told(input('starting', null, old))).toBe('pending starting')
  })
})

describe('in whatever state a channel is said to be', () => {
  const every = ChannelPhase.options.flatMap((phase) =>
    (['nothing', 'live', 'slate', null] as const).flatMap((showing) =>
      [0, 3].map((attempt) =>
        input(phase, showing, { standing: standing(phase, attempt ? 'tls' : null, attempt) }),
      ),
    ),
  )
  test('one that is not wanted is off, and only that is', () => {
    for (const of of every) {
      expect(told({ ...of, on: false, wanted: false })).toBe('off off')
      expect(told({ ...of, wanted: false })).toBe('off scheduled')
      expect(told(of)).not.toMatch(/^off/)
    }
  })

  test('an origin that does not answer is an outage since its last word', () => {
    const away = { answers: false, lastWordAt: '2025-12-31T00:00:00.000Z' }
    for (const of of every) {
      const expected = { level: 'dark', code: 'origin-away', since: away.lastWordAt }
      expect(channelHealth({ ...of, host: host({ origin: away }) })).toEqual(expected)
    }
  })

  test('a silent host is unknown since its last word, one that never came and none at all are dark', () => {
    for (const of of every) {
      const silent = channelHealth({ ...of, host: host({ link: 'unknown' }) })
      expect(silent).toEqual({ level: 'unknown', code: 'host-silent', since: SINCE })
      const never = host({ link: 'never', lastSeenAt: null })
      expect(told({ ...of, host: never })).toBe('dark host-never-connected')
      expect(told({ ...of, host: null })).toMatch(/^dark no-/)
    }
  })

  test('it is never well, on its way or a notice while viewers see the slate or get nothing for long', () => {
    for (const of of every) {
      const { level } = channelHealth({ ...of, now: late(PENDING_MS) })
      if (of.observation?.air?.showing === 'live') continue
      expect(['slate', 'unstable', 'dark']).toContain(level)
    }
  })
})
