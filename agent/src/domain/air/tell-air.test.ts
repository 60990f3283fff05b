import { AirFile, HostSettings } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { channelId, makeChannel } from '../../../test/channel-factory.ts'
import { freshMemory } from '../reconcile/channel-memory.ts'
import { airFile } from './air-file.ts'
import { tellAir, tellGone } from './tell-air.ts'

const A = channelId(1)
const air = airFile(makeChannel(1), true, freshMemory(0), [], HostSettings.parse({}))

test('what the origin was told is not told again, also when it was read back from its file', () => {
  expect(tellAir(air, { ...air })).toEqual([])
  const read = AirFile.parse(JSON.parse(JSON.stringify(air)))
  expect(tellAir(read, air)).toEqual([])
})

test('what has changed, is missing or is damaged is told whole', () => {
  const told = [{ kind: 'air', channelId: A, air }]
  expect(tellAir({ ...air, hls: { ...air.hls, windowSegments: 99 } }, air)).toEqual(told)
  expect(tellAir(undefined, air)).toEqual(told)
  expect(tellAir('damaged', air)).toEqual(told)
})

test('a channel that is gone is off the air until its last process has ended, then it is taken away', () => {
  const off = { ...air, onAir: false, runs: [] }
  expect(tellGone(air, A, true)).toEqual([{ kind: 'air', channelId: A, air: off }])
  expect(tellGone(off, A, true)).toEqual([])
  expect(tellGone('damaged', A, true)).toEqual([])
  expect(tellGone(off, A, false)).toEqual([{ kind: 'air', channelId: A, air: null }])
  expect(tellGone(undefined, A, false)).toEqual([])
})
