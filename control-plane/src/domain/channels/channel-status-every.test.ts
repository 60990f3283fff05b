import { type ChannelObservation, ChannelState } from '@cashbacktv/contract'
import { describe, expect, test } from 'vitest'
import { channelStatus, type StatusInput } from './channel-status.ts'

const SAID = '2026-01-01T00:00:00.000Z'
const WISHED = '2026-01-02T00:00:00.000Z'
const reason = { class: 'network', code: 'x', message: 'x' } as ChannelObservation['reason']
const observation = (state: ChannelState, restartGeneration: number) =>
  ({
    state,
    restartGeneration,
    since: SAID,
    reason,
    attempt: 3,
    nextTryAt: SAID,
    queuePosition: null,
  }) as ChannelObservation
const BOOLEANS = [true, false]
const LINKS = ['never', 'connected', 'unknown'] as const

const hostsOf = () => [
  null,
  ...LINKS.flatMap((link) =>
    BOOLEANS.map((current) => ({
      origin: null,
      link,
      current,
      lastSeenAt: link === 'never' ? null : SAID,
    })),
  ),
]
const observations = () => [
  null,
  ...ChannelState.options.flatMap((state) => [observation(state, 0), observation(state, 1)]),
]
const every: StatusInput[] = BOOLEANS.flatMap((on) =>
  BOOLEANS.flatMap((scheduled) =>
    hostsOf().flatMap((host) =>
      observations().map((seen) => ({
        on,
        scheduled,
        host,
        observation: seen,
        restartGeneration: 1,
        updatedAt: WISHED,
      })),
    ),
  ),
)
const where = (is: (input: StatusInput) => boolean) =>
  every.filter(is).map((input) => ({ input, told: channelStatus(input) }))
const connected = ({ host }: StatusInput) => host?.link === 'connected'
const acted = ({ observation: seen }: StatusInput) => seen?.restartGeneration === 1

describe(`every one of the ${every.length} situations`, () => {
  test('has a status of the five, and a phase that is the status unless it says more', () => {
    const fitting: Record<string, string[]> = {
      stopped: ['stopped', 'scheduled', 'unknown'],
      starting: ['starting', 'queued', 'unknown'],
      running: ['running', 'degraded', 'unknown'],
      error: ['error', 'backoff', 'unplaced', 'unknown'],
      stopping: ['stopping', 'unknown'],
    }
    for (const { told } of where(() => true)) expect(fitting[told.status]).toContain(told.phase)
  })

  test('an error, a phase of unknown or unplaced says why in a sentence', () => {
    for (const { told } of where(() => true)) {
      const needs = told.status === 'error' || ['unknown', 'unplaced'].includes(told.phase)
      if (needs) expect(told.reason?.message).toBeTruthy()
    }
  })

  test('running is said only of a channel whose host said so, and never of one that waits for a restart', () => {
    for (const { input, told } of where(() => true)) {
      if (told.status !== 'running') continue
      expect(['running', 'degraded']).toContain(input.observation?.state)
      if (connected(input)) expect([input.on, acted(input)]).toEqual([true, true])
    }
  })

  test('wanted off, with a host that is there, is stopped or stopping and never an error', () => {
    for (const { input, told } of where((input) => !input.on && connected(input))) {
      const busy = ['starting', 'running', 'degraded', 'stopping']
      const expected = busy.includes(input.observation?.state ?? '') ? 'stopping' : 'stopped'
      expect(told.status).toBe(expected)
    }
  })

  test('wanted on, with a host that is there and has acted, is what the host says', () => {
    for (const { input, told } of where((i) => i.on && connected(i) && acted(i))) {
      const state = input.observation?.state
      if (state !== 'stopped')
        expect([told.phase, told.since, told.attempt]).toEqual([state, SAID, 3])
      else {
        const resting = input.scheduled && input.host?.current
        expect([told.status, told.phase]).toEqual(
          resting ? ['stopped', 'scheduled'] : ['starting', 'starting'],
        )
      }
    }
  })

  test('wanted on, with a host that is there and has not acted, is starting since the wish', () => {
    for (const { told } of where((i) => i.on && connected(i) && !acted(i))) {
      expect(told).toMatchObject({
        status: 'starting',
        phase: 'starting',
        since: WISHED,
        reason: null,
      })
    }
  })

  test('a host that is silent never turns what it last said into something else', () => {
    const silent = where(
      ({ host, observation: seen }) => host !== null && host.link !== 'connected' && seen !== null,
    )
    for (const { input, told } of silent) {
      const asIfThere = { ...input, on: true, scheduled: true }
      const said = channelStatus({
        ...asIfThere,
        host: { link: 'connected', current: true, lastSeenAt: SAID, origin: null },
        restartGeneration: 0,
      })
      expect([told.phase, told.status]).toEqual(['unknown', said.status])
    }
  })

  test('without a host it is unplaced when wanted on, and stopped when not', () => {
    for (const { input, told } of where(({ host }) => host === null)) {
      expect([told.status, told.phase]).toEqual(
        input.on ? ['error', 'unplaced'] : ['stopped', 'stopped'],
      )
    }
  })
})
