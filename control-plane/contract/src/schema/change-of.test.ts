import { expect, test } from 'vitest'
import { UpdateChannelInput } from '../channel/input.ts'

test('a change has nothing that is not said, at any depth', () => {
  expect(UpdateChannelInput.parse({})).toEqual({})
  const change = { output: { audio: { mode: 'none' } }, slate: { language: 'en' }, logo: { x: 0 } }
  expect(UpdateChannelInput.parse(change)).toEqual(change)
})

test('what may be taken away is taken away by null', () => {
  const change = { logo: null, schedule: null, hostId: null, limits: { cpuPercent: null } }
  expect(UpdateChannelInput.parse(change)).toEqual(change)
})

test('what is said is judged as where it is new', () => {
  const refused = UpdateChannelInput.safeParse({ limits: { memoryBytes: 1 }, name: ' ' })
  expect(refused.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual([
    'limits.memoryBytes',
    'name',
  ])
})
