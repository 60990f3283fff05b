import { describe, expect, it } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../../test/channel-factory.ts'
import { admitStarts, maxStarts } from '../admission/start-queue.ts'
import { matchRecord } from '../runs/match-record.ts'
import { addPoint, type Pace, paceSpeed } from '../runs/pace.ts'
import { freeProgressAddress } from '../runs/progress-address.ts'
import { nextLadderStep } from '../runs/stop-ladder.ts'
import { guardSnapshot } from './snapshot-guard.ts'

describe('guardSnapshot', () => {
  const ids = [1, 2, 3, 4]
  const current = makeDesired(
    5,
    ids.map((n) => makeChannel(n)),
  )
  const running = new Set(ids.map(channelId))

  it('holds an empty snapshot', () => {
    const verdict = guardSnapshot(current, makeDesired(6, []), running)
    expect(verdict).toEqual({ kind: 'hold', stops: 4, running: 4 })
  })

  it('lets any number of channels stop that were switched off or removed by name', () => {
    const off = makeDesired(
      6,
      ids.map((n) => makeChannel(n, { on: false })),
    )
    expect(guardSnapshot(current, off, running).kind).toBe('accept')
    const removed = makeDesired(6, [], { removed: ids.map(channelId) })
    expect(guardSnapshot(current, removed, running).kind).toBe('accept')
  })

  it('lets a confirmed one and a small loss pass, and ignores an older one', () => {
    expect(guardSnapshot(current, makeDesired(6, [], { confirmed: true }), running).kind).toBe(
      'accept',
    )
    const half = makeDesired(6, [makeChannel(1), makeChannel(2)])
    expect(guardSnapshot(current, half, running).kind).toBe('accept')
    expect(guardSnapshot(current, makeDesired(4, []), running).kind).toBe('older')
  })
})

describe('matchRecord', () => {
  const record = { bootId: 'a', startTicks: 100 } as Parameters<typeof matchRecord>[0]

  it('adopts only the very process that was written down', () => {
    expect(matchRecord(record, 'a', { startTicks: 100, alive: true })).toBe('adopt')
    expect(matchRecord(record, 'a', { startTicks: 101, alive: true })).toBe('gone')
    expect(matchRecord(record, 'b', { startTicks: 100, alive: true })).toBe('gone')
    expect(matchRecord(record, 'a', { startTicks: 100, alive: false })).toBe('gone')
    expect(matchRecord(record, 'a', null)).toBe('gone')
  })
})

describe('the stop ladder', () => {
  it('asks, asks again after 1.5 s, kills 3 s later and goes on killing', () => {
    const sent: { signal: string; at: number }[] = []
    let signalledAt = 0
    for (let signals = 0; signals < 4; signals++) {
      const step = nextLadderStep({ signals, signalledAt })
      sent.push(step)
      signalledAt = step.at
    }
    expect(sent).toEqual([
      { signal: 'SIGTERM', at: 0 },
      { signal: 'SIGTERM', at: 1500 },
      { signal: 'SIGKILL', at: 4500 },
      { signal: 'SIGKILL', at: 9500 },
    ])
  })
})

describe('the start queue', () => {
  it('takes the highest priority, then the longest wait', () => {
    const wish = (n: number, priority: number, queuedSince: number) => ({
      channelId: channelId(n),
      priority,
      queuedSince,
      rank: 0,
    })
    const verdict = admitStarts([wish(1, 1, 0), wish(2, 9, 50), wish(3, 9, 10)], 2)
    expect(verdict).toEqual({ start: [channelId(3), channelId(2)], waiting: [channelId(1)] })
  })

  it('is as wide as a quarter of the cores, at least four', () => {
    expect([2, 16, 88].map((cores) => maxStarts(null, cores))).toEqual([4, 4, 22])
    expect(maxStarts(7, 88)).toBe(7)
  })
})

describe('pace', () => {
  it('shows the last seconds, not the average since the start', () => {
    let pace: Pace = []
    for (let s = 0; s <= 60; s++)
      pace = addPoint(pace, { at: s * 1000, outTimeMs: Math.min(s, 55) * 1000 })
    expect(paceSpeed(pace)).toBeCloseTo(0.5)
    expect(paceSpeed([])).toBeNull()
  })
})

describe('progress addresses', () => {
  it('are loopback addresses that no other run has', () => {
    const taken = new Set(['127.64.0.1', '127.64.0.2'])
    expect(freeProgressAddress(taken, 1)).toBe('127.64.0.3')
  })
})
