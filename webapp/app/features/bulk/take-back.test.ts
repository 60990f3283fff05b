import type { BulkChannelResult } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import type { UndoStep } from './domain/bulk-summary.ts'
import { takeBack } from './take-back.ts'

const STEPS: UndoStep[] = [
  { channelIds: ['a'], action: { kind: 'preset', presetId: 'one' } },
  { channelIds: ['b', 'c'], action: { kind: 'preset', presetId: 'two' } },
  { channelIds: ['d'], action: { kind: 'preset', presetId: 'three' } },
]
const done = (channelId: string) => ({ channelId, outcome: 'done' }) as BulkChannelResult
const broken = new Error('broken')

test('what was brought back before a failure is told, with the steps that are left', async () => {
  const asked: string[][] = []
  const back = await takeBack(STEPS, async (ids) => {
    asked.push([...ids])
    if (!ids.includes('b')) return { channels: ids.map(done), failure: null, left: [] }
    return { channels: [done('b')], failure: broken, left: ['c'] }
  })
  const left = [{ channelIds: ['c'], action: STEPS[1]?.action }, STEPS[2]]
  expect(back).toEqual({ changed: 2, taken: 0, notDone: 0, failure: broken, left })
  expect(asked).toEqual([['a'], ['b', 'c']])
})

test('a step that was not begun is left as a whole', async () => {
  const back = await takeBack(STEPS, async (ids) => {
    if (ids.includes('b')) throw broken
    return { channels: ids.map(done), failure: null, left: [] }
  })
  expect(back).toMatchObject({ changed: 1, failure: broken, left: STEPS.slice(1) })
})
