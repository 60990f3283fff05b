import fc from 'fast-check'
import { expect, test } from 'vitest'
import { channelId } from '../../../test/channel-factory.ts'
import { airTurns, type Lasting } from './air-turns.ts'

const A = channelId(1)
const isSlate = (air: { showing: string }) => air.showing === 'slate'
const showing = (what: 'nothing' | 'live' | 'slate') => new Map([[A, { showing: what }]])

test('a slate is told when it begins and, with how long it lasted, when it ends', () => {
  const begun = airTurns(new Map(), showing('slate'), isSlate, 1000)
  expect(begun).toMatchObject({ begun: [A], ended: [] })
  expect(airTurns(begun.lasting, showing('slate'), isSlate, 2000)).toMatchObject({
    begun: [],
    ended: [],
  })
  const ended = airTurns(begun.lasting, showing('live'), isSlate, 5500)
  expect(ended).toMatchObject({ begun: [], ended: [{ channelId: A, lastedSeconds: 4.5 }] })
  expect(ended.lasting.size).toBe(0)
})

test('whatever is seen in whatever order, beginnings and ends take turns', () => {
  const look = fc.constantFrom('nothing', 'live', 'slate', 'origin away')
  fc.assert(
    fc.property(fc.array(look, { maxLength: 60 }), (looks) => {
      let slates: Lasting = new Map()
      const told: string[] = []
      for (const [second, seen] of looks.entries()) {
        const air = seen === 'origin away' ? new Map() : showing(seen)
        const turns = airTurns(slates, air, isSlate, second * 1000)
        slates = turns.lasting
        told.push(...turns.begun.map(() => 'begun'), ...turns.ended.map(() => 'ended'))
      }
      expect(told).toEqual(told.map((_, at) => (at % 2 === 0 ? 'begun' : 'ended')))
      const last = looks.findLast((seen) => seen !== 'origin away')
      expect(told.at(-1) === 'begun').toBe(last === 'slate')
    }),
  )
})
