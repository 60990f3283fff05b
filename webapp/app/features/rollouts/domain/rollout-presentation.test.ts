import type { RolloutChannelState, RolloutSummary } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { rolloutIntents, rolloutProgress, wavesOf } from './rollout-presentation.ts'

const NONE = { waiting: 0, changing: 0, done: 0, failed: 0, untouched: 0, skipped: 0 }
const intents = (
  state: RolloutSummary['state'],
  direction: RolloutSummary['direction'] = 'forward',
  counts: Partial<RolloutSummary['counts']> = { done: 1 },
) => rolloutIntents({ state, direction, counts: { ...NONE, ...counts } })

test('what is under way can be paused, what stands still resumed, and both undone', () => {
  expect(intents('running')).toEqual(['pause', 'undo'])
  expect(intents('paused')).toEqual(['resume', 'undo'])
  expect(intents('stopped')).toEqual(['resume', 'undo'])
})

test('a finished one can only be undone, if it changed anything, and one that goes back not again', () => {
  expect(intents('finished')).toEqual(['undo'])
  expect(intents('finished', 'forward', {})).toEqual([])
  expect(intents('finished', 'back')).toEqual([])
  expect(intents('running', 'back')).toEqual(['pause'])
})

test('progress counts what is settled of what takes part', () => {
  const counts = { ...NONE, done: 3, failed: 1, changing: 2, waiting: 4, untouched: 9 }
  expect(rolloutProgress({ counts })).toEqual({ settled: 4, total: 10 })
})

test('channels come wave by wave, those that take no part last', () => {
  const channel = (name: string, wave: number, state: RolloutChannelState) => ({
    name,
    wave,
    state,
  })
  const waves = wavesOf({
    channels: [channel('c', 1, 'untouched'), channel('b', 2, 'waiting'), channel('a', 1, 'done')],
  })
  expect(waves.map(({ number, channels }) => [number, channels.map(({ name }) => name)])).toEqual([
    [1, ['a']],
    [2, ['b']],
    [0, ['c']],
  ])
})
