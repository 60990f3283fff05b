import { expect, test } from 'vitest'
import { sourceStates } from './source-states.ts'

const SOURCES = [
  { id: 'one', url: 'rtmp://one' },
  { id: 'two', url: 'rtmp://two' },
]
const reason = (code: string) => ({ class: 'network', code, message: code })
const entry = (kind: string, detail: object) => ({ kind, detail }) as never
const said = (active: string | null, timeline: never[]) =>
  sourceStates(SOURCES, active, timeline).map(({ state, lastError }) =>
    [state, lastError?.code ?? null].join(' '),
  )

test('the source in use is active, the other stands by', () => {
  expect(said('two', [])).toEqual(['standby ', 'active '])
  expect(said(null, [])).toEqual(['standby ', 'standby '])
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
