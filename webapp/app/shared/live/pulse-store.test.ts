import type { ChannelChange, ChannelPulse, FleetTotals, LiveMessage } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { createPulseStore, LOST_AFTER_MS } from './pulse-store.ts'

const channel = (id: string, change: Partial<ChannelPulse> = {}) =>
  ({
    id,
    status: 'running',
    phase: 'running',
    health: { level: 'well', code: 'live', since: '2026-01-01T00:00:00Z' },
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
    loudnessLufs: -23,
    viewers: 3,
    updatedAt: '2026-01-01T00:00:00Z',
    edition: 'first',
    ...change,
  }) as ChannelPulse
const pulse = (...channels: ChannelChange[]): LiveMessage => ({
  at: '2026-01-01T00:00:00Z',
  cursor: 'e:1',
  whole: true,
  channels,
  gone: [],
  hosts: [],
  names: null,
  totals: null,
  incidents: null,
})
const change = (...channels: object[]): LiveMessage => ({
  ...pulse(...(channels as ChannelChange[])),
  whole: false,
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

test('a message of changes leaves what it does not name, and lays figures over what is known', () => {
  const store = createPulseStore()
  store.accept(pulse(channel('a'), channel('b')), 0)
  store.accept(change({ id: 'b', speed: 0.5 }, { id: 'stranger', speed: 1 }), 1000)
  expect(store.channel('a')?.speed).toBe(1)
  expect(store.channel('b')).toMatchObject({ speed: 0.5, status: 'running', viewers: 3 })
  expect(store.channel('stranger')).toBeUndefined()
  store.accept({ ...change(), gone: ['a' as ChannelPulse['id']] }, 2000)
  expect(store.channels().map(({ id }) => id)).toEqual(['b'])
})

test('a screen of one channel forgets that one when it is no more, and no other', () => {
  const store = createPulseStore()
  store.accept(pulse(channel('a'), channel('b')), 0)
  expect(store.covers()).toBe(true)
  store.accept(pulse(), 1000, 'a')
  expect(store.channels().map(({ id }) => id)).toEqual(['b'])
  expect([store.covers('a'), store.covers('b'), store.covers()]).toEqual([true, false, false])
})

test('lists are told of another edition, and charts once a second', () => {
  const store = createPulseStore()
  const told: string[] = []
  store.subscribeStates(() => told.push('states'))
  store.subscribePulse(() => told.push('pulse'))
  store.accept(pulse(channel('a')), 0)
  store.accept(change({ id: 'a', edition: 'second' }), 200)
  store.accept({ ...change(), totals: { viewers: 4 } as FleetTotals }, 400)
  expect(told).toEqual(['states', 'states', 'pulse'])
  expect(store.totals()?.viewers).toBe(4)
})

test('what calls people is told of a mute that ended, which is no other edition', () => {
  const store = createPulseStore()
  const muted = { open: 1, waiting: 0, critical: 0, edition: '1.7' }
  store.accept({ ...change(), incidents: muted }, 0)
  const told: unknown[] = []
  store.subscribeIncidents(() => told.push(store.incidents()))
  store.accept({ ...change(), incidents: { ...muted } }, 1000)
  expect(told).toEqual([])
  store.accept({ ...change(), incidents: { ...muted, waiting: 1 } }, 2000)
  store.accept({ ...change(), incidents: { ...muted, waiting: 1, critical: 1 } }, 3000)
  expect(told).toMatchObject([
    { waiting: 1, critical: 0 },
    { waiting: 1, critical: 1 },
  ])
})
