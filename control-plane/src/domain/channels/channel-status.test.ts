import { type ChannelObservation, ChannelState } from '@cashbacktv/contract'
import { describe, expect, test } from 'vitest'
import { channelStatus, type StatusInput } from './channel-status.ts'

const seen = (state: ChannelState, restartGeneration = 0) =>
  ({
    state,
    restartGeneration,
    since: '2026-01-01T00:00:00.000Z',
    reason: null,
    attempt: 0,
    nextTryAt: null,
    queuePosition: null,
  }) as ChannelObservation
const input = (change: Partial<StatusInput>): StatusInput => ({
  on: true,
  scheduled: false,
  restartGeneration: 0,
  updatedAt: '2026-01-02T00:00:00.000Z',
  host: { link: 'connected', lastSeenAt: '2026-01-02T00:00:00.000Z', current: true, origin: null },
  observation: null,
  ...change,
})
const told = (change: Partial<StatusInput>) => {
  const { status, phase } = channelStatus(input(change))
  return `${status}/${phase}`
}

test.each([
  ['stopped', 'starting/starting', 'stopped/stopped'],
  ['queued', 'starting/queued', 'stopped/stopped'],
  ['starting', 'starting/starting', 'stopping/stopping'],
  ['running', 'running/running', 'stopping/stopping'],
  ['degraded', 'running/degraded', 'stopping/stopping'],
  ['backoff', 'error/backoff', 'stopped/stopped'],
  ['error', 'error/error', 'stopped/stopped'],
  ['stopping', 'stopping/stopping', 'stopping/stopping'],
] as const)('a host that says %s: wanted on %s, wanted off %s', (state, on, off) => {
  expect(told({ on: true, observation: seen(state) })).toBe(on)
  expect(told({ on: false, observation: seen(state) })).toBe(off)
})

describe('a host that has not acted', () => {
  test('wanted on is starting, wanted off is stopped', () => {
    expect([told({ on: true }), told({ on: false })]).toEqual([
      'starting/starting',
      'stopped/stopped',
    ])
  })
  test('a restart that was asked for is starting until the new run is there', () => {
    expect(told({ restartGeneration: 1, observation: seen('running') })).toBe('starting/starting')
    expect(told({ restartGeneration: 1, observation: seen('running', 1) })).toBe('running/running')
  })
})

test('a schedule may keep a channel off air that is switched on, which is told from one that is switched off', () => {
  const observation = seen('stopped')
  expect(told({ scheduled: true, observation })).toBe('stopped/scheduled')
  expect(told({ scheduled: true, on: false, observation })).toBe('stopped/stopped')
})

test.each(ChannelState.options)(
  'a silent host that last said %s: its status stays, the phase is unknown',
  (state) => {
    const host = {
      link: 'unknown',
      lastSeenAt: '2026-01-01T00:00:00.000Z',
      current: true,
      origin: null,
    } as const
    const live = channelStatus(input({ observation: { ...seen(state), restartGeneration: 0 } }))
    const silent = channelStatus(input({ host, observation: seen(state) }))
    expect(silent.phase).toBe('unknown')
    if (state !== 'stopped') expect(silent.status).toBe(live.status)
    expect(silent.reason?.code).toBe('host-silent')
  },
)

test('without a host a channel that is wanted says so', () => {
  expect([told({ host: null }), told({ host: null, on: false })]).toEqual([
    'error/unplaced',
    'stopped/stopped',
  ])
})

describe('a host that says how its origin is', () => {
  const SAID = '2026-01-01T00:00:00.000Z'
  const hostWith = (answers: boolean) => ({
    link: 'connected' as const,
    lastSeenAt: SAID,
    current: true,
    origin: { answers, lastWordAt: SAID },
  })
  const showing = (
    shown: 'nothing' | 'live' | 'slate' | null,
    state: ChannelState = 'running',
  ) => ({
    ...seen(state),
    air: shown && ({ showing: shown } as ChannelObservation['air']),
  })
  test('a run is running from its playlist on', () => {
    const host = hostWith(true)
    expect(told({ host, observation: showing(null) })).toBe('starting/starting')
    expect(told({ host, observation: showing('nothing') })).toBe('starting/starting')
    expect(told({ host, observation: showing('live') })).toBe('running/running')
    expect(told({ host, observation: showing('slate', 'degraded') })).toBe('running/degraded')
    expect(told({ host, observation: showing('nothing', 'backoff') })).toBe('error/backoff')
  })
  test('a run whose origin is away is an error that says so', () => {
    const away = channelStatus(input({ host: hostWith(false), observation: showing(null) }))
    expect(away).toMatchObject({ status: 'error', phase: 'error' })
    expect(away.reason?.code).toBe('origin-away')
  })
})
