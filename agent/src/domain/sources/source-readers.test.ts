import { expect, test } from 'vitest'
import type { Run } from '../reconcile/world.ts'
import { admitsOf, mayAsk, readerKey, turnOf } from './source-readers.ts'

const NOTHING = new Map()
const WEEK = 7 * 86_400_000
const run = (n: number, change: Partial<Run> = {}): Run => ({
  ...({ runId: `run${n}`, channelId: 'a', sourceId: 's', fingerprint: '' } as unknown as Run),
  restartGeneration: 0,
  threadStep: 0,
  readerKey: 'k',
  startedAt: n,
  pid: n,
  firstSegmentAt: null,
  lastSegmentAt: null,
  slowSince: null,
  strainedSince: null,
  stopping: null,
  over: null,
  ...change,
})
const foreign = { channelId: 'b' } as unknown as Partial<Run>
const leaving = { stopping: { since: 0, why: 'replaced', signals: 1, signalledAt: 0 } } as const

test.each([
  ['udp://127.0.0.1:5000', 'one'],
  ['srt://0.0.0.0:9000?mode=listener', 'one'],
  ['udp://239.1.1.1:5000', 'many'],
  ['testcard://640x360@25', 'many'],
  ['http://provider.example/live.ts', 'unknown'],
  ['http://provider.example/live.m3u8', 'unknown'],
  ['rtsp://encoder.example/one', 'unknown'],
  ['srt://encoder.example:9000', 'unknown'],
])('%s admits %s by its kind', (url, admits) => {
  expect(admitsOf(readerKey(url), NOTHING, 0)).toBe(admits)
})

test('a source is the same whatever tunes its reading, and no secret is in its key', () => {
  expect(readerKey('udp://127.0.0.1:5000?fifo_size=9000')).toBe(readerKey('udp://127.0.0.1:5000'))
  expect(readerKey('srt://a.example:9000?latency=200000')).toBe(readerKey('srt://a.example:9000'))
  expect(readerKey('srt://a.example:9000?streamid=x')).not.toBe(readerKey('srt://a.example:9000'))
  expect(readerKey('http://a.example/joe/hunter2/1.ts')).not.toContain('hunter2')
})

test('what was learned holds for a week, and never against the kind of a source', () => {
  const key = readerKey('http://provider.example/live.ts')
  const learned = new Map([[key, { admits: 'one' as const, at: 0 }]])
  expect(admitsOf(key, learned, WEEK - 1)).toBe('one')
  expect(admitsOf(key, learned, WEEK + 1)).toBe('unknown')
  const port = readerKey('udp://127.0.0.1:5000')
  expect(admitsOf(port, new Map([[port, { admits: 'many', at: 0 }]]), 0)).toBe('one')
})

test('beside a run only what is known to admit two is asked', () => {
  expect(mayAsk('k', [run(1)], 'unknown')).toBe(false)
  expect(mayAsk('k', [run(1, { pid: null })], 'one')).toBe(false)
  expect(mayAsk('k', [run(1)], 'many')).toBe(true)
  expect(mayAsk('other', [run(1)], 'unknown')).toBe(true)
  expect(mayAsk('k', [], 'one')).toBe(true)
})

test('a run waits for the one before it, and takes nothing from another channel', () => {
  const next = run(2, { pid: null })
  expect(turnOf(next, [run(1)], 'unknown')).toBe('free')
  expect(turnOf(next, [run(1)], 'one')).toBe('wait')
  expect(turnOf(next, [run(1, leaving)], 'unknown')).toBe('wait')
  expect(turnOf(next, [run(1, leaving)], 'many')).toBe('free')
  expect(turnOf(next, [run(1, foreign)], 'one')).toBe('in-use')
  expect(turnOf(next, [run(1, { ...foreign, ...leaving })], 'one')).toBe('wait')
  expect(turnOf(next, [], 'one')).toBe('free')
})
