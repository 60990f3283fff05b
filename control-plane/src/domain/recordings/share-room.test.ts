import { HostId, RecordingId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { shareRoom } from './share-room.ts'

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const [small, large] = [HostId.parse(uuid(1)), HostId.parse(uuid(2))]
const room = new Map([
  [small, 2],
  [large, 100],
])
const leaving = (number: number, to: HostId | null, mustGoOn: boolean) => {
  return { id: RecordingId.parse(uuid(number)), to, mustGoOn }
}

test('the room is for those that nothing makes again, then for who begins first; each host has its own', () => {
  const [daily, next, alone] = [
    leaving(1, small, false),
    leaving(2, small, false),
    leaving(3, small, true),
  ]
  const elsewhere = leaving(4, large, false)
  expect(shareRoom([daily, next, elsewhere, alone], room)).toEqual({
    going: new Map([
      [small, [alone, daily]],
      [large, [elsewhere]],
    ]),
    stranded: [next],
  })
})

test('what has no host, or one that is not there any more, goes nowhere', () => {
  const [nowhere, gone] = [leaving(1, null, true), leaving(2, HostId.parse(uuid(3)), true)]
  expect(shareRoom([nowhere, gone], room)).toEqual({ going: new Map(), stranded: [nowhere, gone] })
})
