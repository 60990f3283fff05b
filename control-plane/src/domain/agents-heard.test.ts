import type { AgentsHeard } from '@cashbacktv/db'
import { expect, test } from 'vitest'
import { hearAgent, twoAgentsSince } from './agents-heard.ts'

const START = Date.parse('2026-11-23T12:00:00Z')
const at = (seconds: number) => new Date(START + seconds * 1000)
type Word = [seconds: number, agentId: string | undefined, bootId?: string]

/** Since how many seconds after the start two are known, once they have introduced themselves. */
function knownAfter(words: readonly Word[], seconds = words.at(-1)?.[0] ?? 0): number | null {
  let heard: AgentsHeard | null = null
  for (const [when, agentId, bootId = 'boot'] of words) {
    heard = hearAgent(heard, { agentId, bootId }, at(when))
  }
  const since = twoAgentsSince(heard, at(seconds))
  return since === null ? null : (Date.parse(since) - START) / 1000
}

test.each<[string, Word[]]>([
  ['one that connects again and again', [0, 10, 20].map((s): Word => [s, 'a'])],
  ['one that was started anew', [...[0, 10].map((s): Word => [s, 'a']), [20, 'b'], [30, 'b']]],
  ['one that ends at once, each time', [0, 1, 2, 3].map((s): Word => [s, `agent ${s}`])],
  [
    'one that is put back to a release that does not say',
    [
      [0, undefined],
      [9, 'a'],
      [20, undefined],
    ],
  ],
  [
    'one whose machine was started anew',
    [
      [0, undefined, 'first'],
      [90, undefined, 'second'],
    ],
  ],
  [
    'one that came back after long',
    [
      [0, 'a'],
      [10, 'b'],
      [310, 'a'],
    ],
  ],
])('%s is one', (_, words) => {
  expect(knownAfter(words)).toBeNull()
})

test.each<[string, Word[]]>([
  [
    'by turns',
    [
      [0, 'a'],
      [45, 'b'],
      [90, 'a'],
    ],
  ],
  [
    'three of them',
    [
      [0, 'a'],
      [20, 'b'],
      [45, 'c'],
      [90, 'a'],
    ],
  ],
  [
    'of a former release, on two machines',
    [
      [0, undefined, 'x'],
      [45, undefined, 'y'],
      [90, undefined, 'x'],
    ],
  ],
  [
    'of two releases, on two machines',
    [
      [0, 'a', 'x'],
      [45, undefined, 'y'],
      [90, 'a', 'x'],
    ],
  ],
])('two that are alive are known when the first is back: %s', (_, words) => {
  expect(knownAfter(words)).toBe(90)
})

test.each([
  ['on the same machine', 39, 'boot'],
  ['on another machine', 199, 'of the copy'],
])('a copy that ends at once each time is known when the original is back: %s', (_, ends, boot) => {
  const copies = Array.from({ length: ends }, (_, n): Word => [1 + n, `copy ${n}`, boot])
  expect(knownAfter([[0, 'original'], ...copies, [200, 'original']])).toBe(200)
})

test('it is so since it showed first, for as long as it goes on, and no more five minutes later', () => {
  const turns = [0, 1, 2, 3, 4, 5, 6, 7].map((turn): Word => [turn * 45, turn % 2 ? 'b' : 'a'])
  expect(knownAfter(turns)).toBe(90)
  expect(knownAfter(turns, 315 + 299)).toBe(90)
  expect(knownAfter(turns, 315 + 300)).toBeNull()
  expect(knownAfter([...turns, [700, 'a']])).toBeNull()
})

test('what is remembered of an agent that never stays is bounded', () => {
  let heard: AgentsHeard | null = null
  for (let turn = 0; turn < 99; turn += 1) {
    heard = hearAgent(heard, { agentId: `agent ${turn}`, bootId: 'boot' }, at(turn))
  }
  expect(heard?.recent).toHaveLength(40)
  for (let turn = 99; turn < 250; turn += 1) {
    heard = hearAgent(heard, { agentId: `agent ${turn}`, bootId: `boot ${turn}` }, at(turn))
  }
  expect(heard?.recent).toHaveLength(80)
})
