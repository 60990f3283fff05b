import { ChannelPhase, type HealthCode, type HealthLevel } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { needsAttention, possibleCommands, presentAsked, presentStatus } from './channel-status.ts'

const present = (phase: ChannelPhase, level: HealthLevel, code: HealthCode = 'live', attempt = 0) =>
  presentStatus({ phase, attempt, health: { level, code } })

test('the verdict gives the colour and the shape, whatever the process does', () => {
  for (const phase of ChannelPhase.options) {
    expect(present(phase, 'dark')).toMatchObject({ tone: 'bad', shape: 'diamond' })
    expect(present(phase, 'well')).toMatchObject({ tone: 'good', shape: 'disc' })
  }
  expect(present('unknown', 'off').tone).toBe('unknown')
  expect(present('stopping', 'off').tone).toBe('busy')
})

test('a channel that shows the slate or nothing never has a calm word', () => {
  expect(present('running', 'slate')).toMatchObject({ tone: 'bad', label: 'slate' })
  expect(present('running', 'unstable').label).toBe('slate')
  expect(present('starting', 'dark', 'no-playlist').label).toBe('dark')
  expect(present('error', 'dark', 'failed').label).toBe('error')
  expect(present('queued', 'dark', 'no-room').label).toBe('queued')
})

test('a channel that tries again is retrying while it waits and while it tries', () => {
  const again = (phase: ChannelPhase) => present(phase, 'dark', 'retrying', 3)
  expect(again('starting')).toEqual(again('backoff'))
  expect(again('queued')).toEqual(again('backoff'))
})

test('waiting for room needs a person, waiting for a turn does not', () => {
  expect(needsAttention({ health: { level: 'pending', code: 'queued' } })).toBe(false)
  expect(needsAttention({ health: { level: 'dark', code: 'no-room' } })).toBe(true)
})

test('what was just asked for is under way', () => {
  expect(presentAsked('stopping')).toEqual({ tone: 'busy', shape: 'half', label: 'stopping' })
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
