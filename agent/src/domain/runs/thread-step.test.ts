import { AudioSettings, BROADCAST_PRESET } from '@cashbacktv/contract'
import { expect, it } from 'vitest'
import { makeChannel } from '../../../test/channel-factory.ts'
import type { Run } from '../reconcile/world.ts'
import { considerThreadStep } from './thread-step.ts'

const spec = makeChannel(1, {
  output: {
    mode: 'transcode',
    presetId: 'broadcast',
    encoding: BROADCAST_PRESET,
    renditions: [{ name: 'main', height: null }],
    audio: AudioSettings.parse({}),
  },
})
const slow = { threadStep: 0, slowSince: 1000 } as Run
const NEVER = { threadStep: 0, threadStepAt: null }

it('gives one more step after ten seconds of being slow, not before', () => {
  expect(considerThreadStep(NEVER, spec, slow, 10_000)).toMatchObject({
    threadStep: 0,
    wakeAt: 11_000,
  })
  expect(considerThreadStep(NEVER, spec, slow, 11_000).threadStep).toBe(1)
})

it('waits ten minutes between steps, and until the last step is at work', () => {
  const once = { threadStep: 1, threadStepAt: 11_000 }
  const run = { ...slow, threadStep: 1, slowSince: 60_000 }
  expect(considerThreadStep(once, spec, run, 100_000)).toMatchObject({
    threadStep: 1,
    wakeAt: 611_000,
  })
  expect(considerThreadStep(once, spec, run, 611_000).threadStep).toBe(2)
  expect(considerThreadStep(once, spec, slow, 611_000).threadStep).toBe(1)
})

it('leaves a preset with fixed threads and a copy alone', () => {
  expect(considerThreadStep(NEVER, makeChannel(1), slow, 99_000).threadStep).toBe(0)
})
