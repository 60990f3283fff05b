import { HostSettings, reasonOf } from '@cashbacktv/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonSaying } from '../../../test/reason-saying.ts'
import { decideRestart } from './restart-policy.ts'

const settings = HostSettings.parse({})
const decide = (kind: 'network' | 'encoding' | 'resource' | 'fatal', attempt: number, recent = 0) =>
  decideRestart(
    reasonSaying(kind, 'test', 'A test.'),
    { attempt, encodingFailures: Array.from({ length: recent }, () => 0) },
    settings,
    0,
    () => 1,
  )

describe('decideRestart', () => {
  it('tries at once after a first failure that is not fatal', () => {
    for (const kind of ['network', 'encoding', 'resource'] as const) {
      expect(decide(kind, 1, 1)).toEqual({ kind: 'restart', at: 0 })
    }
  })

  it('never gives up on a network, and never waits longer than the cooldown', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, luck) => {
          const reason = reasonSaying('network', 'gone', 'Gone.')
          const verdict = decideRestart(
            reason,
            { attempt, encodingFailures: [] },
            settings,
            0,
            () => luck,
          )
          expect(verdict.kind).toBe('restart')
          if (verdict.kind === 'restart') expect(verdict.at).toBeLessThanOrEqual(30_000)
        },
      ),
    )
  })

  it('holds an encoder after five restarts in ten minutes, and tries it every five minutes', () => {
    expect(decide('encoding', 5, 5).kind).toBe('restart')
    expect(decide('encoding', 6, 6)).toEqual({ kind: 'hold', until: 300_000 })
  })

  it('lets room come back on a host that has none, after a first try', () => {
    expect(decide('resource', 2)).toEqual({ kind: 'hold', until: 30_000 })
  })

  it('tries soon again what was killed, of which nobody knows that room is missing', () => {
    const killed = (attempt: number) =>
      decideRestart(
        reasonOf('resource', 'killed'),
        { attempt, encodingFailures: [] },
        settings,
        0,
        () => 1,
      )
    expect([1, 2, 3, 4, 9].map(killed)).toEqual(
      [0, 1000, 2000, 4000, 30_000].map((at) => ({ kind: 'restart', at })),
    )
  })

  it('gives a fatal failure up', () => {
    expect(decide('fatal', 1)).toEqual({ kind: 'giveUp' })
  })
})
