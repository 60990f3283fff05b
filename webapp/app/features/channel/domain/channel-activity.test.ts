import { expect, test } from 'vitest'
import { type ActivityInput, activityOf } from './channel-activity.ts'

const of = (change: Partial<ActivityInput>) =>
  activityOf({
    phase: 'running',
    showing: 'live',
    reason: null,
    nextTryAt: null,
    attempt: 0,
    queuePosition: null,
    sources: [{ id: 'a' }, { id: 'b' }],
    activeSourceId: 'a',
    ...change,
  })

test('a channel that is well has nothing said of it', () => {
  expect(of({})).toEqual({ doing: null, backup: null, slate: false })
})

test('a channel on its second source says so, whatever else is to be said', () => {
  expect(of({ activeSourceId: 'b' })).toMatchObject({ doing: 'onBackup', backup: 2 })
  expect(of({ activeSourceId: 'b', phase: 'backoff' })).toMatchObject({
    doing: 'retrying',
    backup: 2,
  })
})

test('an error says whether it is tried again, waits for room or waits for a person', () => {
  const reason = (kind: string) => ({ class: kind, code: 'any' })
  expect(of({ phase: 'error', nextTryAt: '2026-01-01T00:00:00Z' }).doing).toBe('retryingSlowly')
  expect(of({ phase: 'error', reason: reason('resource') }).doing).toBe('waitingForRoom')
  expect(of({ phase: 'error', reason: reason('fatal') }).doing).toBe('waitingForChange')
})

test('a host that has never connected does not work on by itself', () => {
  const reason = { class: 'network', code: 'host-never-connected' }
  expect(of({ phase: 'unknown', reason }).doing).toBe('waitingForHost')
  expect(of({ phase: 'unknown', reason: { ...reason, code: 'host-silent' } }).doing).toBe(
    'hostWorksOn',
  )
})

test('a degraded channel tells a new version that does not start from a slow one', () => {
  expect(of({ phase: 'degraded', attempt: 2 }).doing).toBe('keepingOld')
  expect(of({ phase: 'degraded' }).doing).toBe('watching')
})
