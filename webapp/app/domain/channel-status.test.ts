import { ChannelPhase } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { needsAttention, possibleCommands, presentStatus } from './channel-status.ts'

const present = (phase: ChannelPhase, showing: 'nothing' | 'live' | 'slate' = 'nothing') =>
  presentStatus({ phase, status: 'running', showing })

test('states of different tones never share a shape', () => {
  const toneOfShape = new Map<string, string>()
  for (const phase of ChannelPhase.options) {
    const { tone, shape } = present(phase)
    expect(toneOfShape.get(shape) ?? tone).toBe(tone)
    toneOfShape.set(shape, tone)
  }
})

test('a channel that shows the slate is never presented as well', () => {
  expect(present('running', 'slate')).toMatchObject({ tone: 'warning', label: 'slate' })
  expect(present('error', 'slate')).toMatchObject({ tone: 'bad', label: 'error' })
})

test('a channel that tries again is retrying while it waits and while it tries', () => {
  const again = (phase: ChannelPhase, showing: 'nothing' | 'slate' = 'nothing') =>
    presentStatus({ phase, status: 'starting', showing, attempt: 3 })
  expect(again('starting')).toEqual(again('backoff'))
  expect(again('queued')).toEqual(again('backoff'))
  expect(again('running').label).toBe('running')
  expect(again('starting', 'slate')).toEqual(again('backoff', 'slate'))
})

test('waiting for room needs a person, waiting for a turn does not', () => {
  const queued = { phase: 'queued', status: 'starting', showing: 'nothing' } as const
  expect(needsAttention(queued)).toBe(false)
  expect(needsAttention({ ...queued, reason: { code: 'queued' } })).toBe(false)
  const noRoom = { ...queued, reason: { code: 'no-capacity' } }
  expect(needsAttention(noRoom)).toBe(true)
  expect(presentStatus(noRoom)).toMatchObject({ tone: 'warning', label: 'queued' })
  expect(presentStatus({ ...noRoom, attempt: 2 }).label).toBe('backoff')
})

test('an error is worse than a warning, which is worse than running, which is worse than off', () => {
  const order = (['error', 'degraded', 'running', 'stopped'] as const).map(
    (phase) => present(phase).severity,
  )
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})

test('only what makes sense can be asked of a channel', () => {
  expect(possibleCommands({ desired: 'off', status: 'stopped' })).toEqual({
    start: true,
    stop: false,
    restart: false,
  })
  expect(possibleCommands({ desired: 'on', status: 'error' })).toEqual({
    start: false,
    stop: true,
    restart: true,
  })
  // It waits for its schedule.
  expect(possibleCommands({ desired: 'on', status: 'stopped' })).toEqual({
    start: false,
    stop: true,
    restart: false,
  })
})
