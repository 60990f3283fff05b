import type { ChannelPulse, LivePulse } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { createPulseStore, LOST_AFTER_MS } from './pulse-store.ts'

const channel = (id: string, change: Partial<ChannelPulse> = {}) =>
  ({
    id,
    status: 'running',
    phase: 'running',
    reason: null,
    since: '2026-01-01T00:00:00Z',
    nextTryAt: null,
    attempt: 0,
    showing: 'live',
    speed: 1,
    fps: 25,
    cpuPercent: 60,
    memoryBytes: 1e8,
    outputBitrateKbps: 4000,
    viewers: 3,
    ...change,
  }) as ChannelPulse
const pulse = (...channels: ChannelPulse[]): LivePulse => ({
  at: '2026-01-01T00:00:00Z',
  channels,
  hosts: [],
})

test('only the widgets of a channel that moved are told', () => {
  const store = createPulseStore()
  store.accept(pulse(channel('a'), channel('b')), 0)
  const told: string[] = []
  store.subscribeChannel('a', () => told.push('a'))
  store.subscribeChannel('b', () => told.push('b'))
  store.accept(pulse(channel('a'), channel('b', { speed: 0.9 })), 1000)
  expect(told).toEqual(['b'])
})

test('a channel that did not change keeps its identity', () => {
  const store = createPulseStore()
  store.accept(pulse(channel('a')), 0)
  const before = store.channel('a')
  store.accept(pulse(channel('a')), 1000)
  expect(store.channel('a')).toBe(before)
})

test('lists are told of states, not of figures', () => {
  const store = createPulseStore()
  store.accept(pulse(channel('a')), 0)
  const version = store.statesVersion()
  store.accept(pulse(channel('a', { speed: 1.1, viewers: 9 })), 1000)
  expect(store.statesVersion()).toBe(version)
  store.accept(pulse(channel('a', { phase: 'error', status: 'error' })), 2000)
  expect(store.statesVersion()).toBe(version + 1)
  store.accept(pulse(), 3000)
  expect(store.channel('a')).toBeUndefined()
  expect(store.statesVersion()).toBe(version + 2)
})

test('silence is noticed within five seconds and heals with the next pulse', () => {
  const store = createPulseStore()
  store.accept(pulse(), 1000)
  store.tick(1000 + LOST_AFTER_MS)
  expect(store.link()).toBe('live')
  store.tick(1000 + LOST_AFTER_MS + 900)
  expect(store.link()).toBe('lost')
  store.accept(pulse(), 9000)
  expect(store.link()).toBe('live')
})
