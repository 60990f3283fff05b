import type { BulkChannelResult, HostId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { summariseBulk, undoOf } from './bulk-summary.ts'

const WAS = {
  on: true,
  presetId: 'broadcast',
  logo: null,
  hostId: 'edge-1' as HostId,
  pinned: false,
}

function result(channelId: string, changes: Partial<BulkChannelResult> = {}): BulkChannelResult {
  return {
    channelId,
    name: channelId,
    outcome: 'done',
    effect: 'restarts',
    obstacle: null,
    viewers: 0,
    newAddress: false,
    leavesSilent: false,
    previous: WAS,
    ...changes,
  } as BulkChannelResult
}

test('channels are counted by what their viewers meet, and those with viewers apart', () => {
  const { changed, unchanged, effects, obstacles } = summariseBulk([
    result('a', { viewers: 5 }),
    result('b', { viewers: 2 }),
    result('c'),
    result('d', { effect: 'starts' }),
    result('e', { outcome: 'unchanged', effect: 'none', viewers: 9 }),
    result('f', { outcome: 'failed', effect: 'none', obstacle: 'copies' }),
  ])
  expect({ changed, unchanged, obstacles }).toEqual({
    changed: 4,
    unchanged: 1,
    obstacles: { missing: 0, copies: 1, taken: 0 },
  })
  expect(effects.restarts).toEqual({ channels: 3, watched: 2, viewers: 7 })
  expect(effects.starts.channels).toBe(1)
})

test('stopping is undone by starting what was stopped, and nothing else', () => {
  const results = [result('a'), result('b', { outcome: 'unchanged' })]
  expect(undoOf('stop', results)).toEqual([{ channelIds: ['a'], action: { kind: 'start' } }])
  expect(undoOf('stop', [result('b', { outcome: 'unchanged' })])).toEqual([])
})

test('starting is undone by stopping what was off; what had given up was on and stays on', () => {
  const off = { ...WAS, on: false }
  expect(undoOf('start', [result('a', { previous: off }), result('b')])).toEqual([
    { channelIds: ['a'], action: { kind: 'stop' } },
  ])
})

test('a preset goes back to what each channel had; a restart does not go back', () => {
  const sport = { ...WAS, presetId: 'sport' }
  const results = [result('a'), result('b', { previous: sport }), result('c')]
  expect(undoOf('preset', results)).toEqual([
    { channelIds: ['a', 'c'], action: { kind: 'preset', presetId: 'broadcast' } },
    { channelIds: ['b'], action: { kind: 'preset', presetId: 'sport' } },
  ])
  expect(undoOf('restart', results)).toEqual([])
})

test('a deletion is undone by bringing back what was deleted', () => {
  const results = [result('a'), result('b', { outcome: 'failed', obstacle: 'missing' })]
  expect(undoOf('delete', results)).toEqual([{ channelIds: ['a'], action: { kind: 'restore' } }])
})

test('what was on no host is not moved on to another one instead of back', () => {
  const waiting = { ...WAS, hostId: null }
  expect(undoOf('move', [result('a', { previous: waiting })])).toEqual([])
  expect(undoOf('move', [result('a', { previous: waiting }), result('b')])).toEqual([
    { channelIds: ['b'], action: { kind: 'move', hostId: 'edge-1', pinned: false } },
  ])
})

test('what was moved goes back to where each was, and is left to placement again where it was', () => {
  const pinned = { ...WAS, hostId: 'edge-2' as HostId, pinned: true }
  const results = [result('a'), result('b', { previous: pinned }), result('c')]
  expect(undoOf('move', results)).toEqual([
    { channelIds: ['a', 'c'], action: { kind: 'move', hostId: 'edge-1', pinned: false } },
    { channelIds: ['b'], action: { kind: 'move', hostId: 'edge-2', pinned: true } },
  ])
})

test('a move tells of other addresses and of hosts that may go on, of what really moves alone', () => {
  const told = { newAddress: true, leavesSilent: true }
  const moved = result('a', { effect: 'moves', viewers: 2, ...told })
  const summary = summariseBulk([moved, result('b', { outcome: 'unchanged', ...told })])
  expect(summary).toMatchObject({ newAddresses: 1, leavingSilent: 1 })
  expect(summary.effects.moves).toEqual({ channels: 1, watched: 1, viewers: 2 })
})
