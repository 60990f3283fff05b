import { expect, test } from 'vitest'
import { sourceStates } from './source-states.ts'

const SOURCES = [
  { id: 'one', url: 'rtmp://one' },
  { id: 'two', url: 'rtmp://two' },
]
const reason = (code: string) => ({ class: 'network', code, message: code })
const entry = (kind: string, detail: object) => ({ kind, detail }) as never
const live = new Set<string>(['two'])
const said = (active: string | null, timeline: never[], sources = SOURCES, trouble = null) =>
  sourceStates(sources, {
    activeSourceId: active,
    isLive: live.has(active ?? ''),
    trouble,
    timeline,
  }).map(({ state, lastError }) => [state, lastError?.code ?? null].join(' '))

test('the source in use is active, the other stands by', () => {
  expect(said('two', [])).toEqual(['standby ', 'active '])
})

test('nothing stands by where nothing is in use', () => {
  expect(said(null, [])).toEqual(['idle ', 'idle '])
})

test('a start that was refused counts for its source, or for the only one', () => {
  const refused = { reason: reason('connection-refused') }
  const ofTwo = entry('refused', { ...refused, sourceId: 'two' })
  expect(said(null, [ofTwo])).toEqual(['idle ', 'idle connection-refused'])
  expect(said(null, [entry('refused', refused)])).toEqual(['idle ', 'idle '])
  expect(said(null, [entry('refused', refused)], SOURCES.slice(0, 1))).toEqual([
    'idle connection-refused',
  ])
})

test('the source in use has the trouble of the channel', () => {
  const silent = reason('source-silent') as never
  expect(said('one', [], SOURCES, silent)).toEqual(['silent source-silent', 'standby '])
})

test('a source that brings nothing is not said to be in use', () => {
  expect(said('one', [])).toEqual(['silent ', 'standby '])
})

test('a source left for another failed with the reason of the switch, and of several the newest counts', () => {
  const timeline = [
    entry('source-switched', { from: 'one', to: 'two', reason: reason('connection-lost') }),
    entry('source-switched', { from: 'one', to: 'two', reason: reason('tls') }),
  ]
  expect(said('two', timeline)).toEqual(['standby connection-lost', 'active '])
})

test('a run that ended by itself counts for its source, one that was asked to end does not', () => {
  const started = entry('run-started', { runId: 'r', sourceId: 'one' })
  const exit = { runId: 'r', reason: reason('source-silent') }
  expect(said('two', [entry('run-exited', { ...exit, asked: false }), started])[0]).toBe(
    'standby source-silent',
  )
  expect(said('two', [entry('run-exited', { ...exit, asked: true }), started])[0]).toBe('standby ')
})
