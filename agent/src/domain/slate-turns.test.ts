import fc from 'fast-check'
import { expect, test } from 'vitest'
import { channelId } from '../../test/channel-factory.ts'
import { type Slates, slateTurns } from './slate-turns.ts'

const A = channelId(1)
const showing = (what: 'nothing' | 'live' | 'slate') => new Map([[A, { showing: what }]])

test('a slate is told when it begins and, with how long it lasted, when it ends', () => {
  const begun = slateTurns(new Map(), showing('slate'), 1000)
  expect(begun).toMatchObject({ begun: [A], ended: [] })
  expect(slateTurns(begun.slates, showing('slate'), 2000)).toMatchObject({ begun: [], ended: [] })
  const ended = slateTurns(begun.slates, showing('live'), 5500)
  expect(ended).toMatchObject({ begun: [], ended: [{ channelId: A, lastedSeconds: 4.5 }] })
  expect(ended.slates.size).toBe(0)
})

test('whatever is seen in whatever order, beginnings and ends take turns', () => {
  const look = fc.constantFrom('nothing', 'live', 'slate', 'origin away')
  fc.assert(
    fc.property(fc.array(look, { maxLength: 60 }), (looks) => {
      let slates: Slates = new Map()
      const told: string[] = []
      for (const [second, seen] of looks.entries()) {
        const air = seen === 'origin away' ? new Map() : showing(seen)
        const turns = slateTurns(slates, air, second * 1000)
        slates = turns.slates
        told.push(...turns.begun.map(() => 'begun'), ...turns.ended.map(() => 'ended'))
      }
      expect(told).toEqual(told.map((_, at) => (at % 2 === 0 ? 'begun' : 'ended')))
      const last = looks.findLast((seen) => seen !== 'origin away')
      expect(told.at(-1) === 'begun').toBe(last === 'slate')
    }),
  )
})
