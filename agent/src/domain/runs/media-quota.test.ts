import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tooLarge } from './media-quota.ts'

const full = { totalBytes: 1000, freeBytes: 50 }

test('the largest goes when the folder is nearly full and it holds more than its share', () => {
  const holdings = [
    { id: 'small', heldBytes: 100 },
    { id: 'large', heldBytes: 700 },
    { id: 'second', heldBytes: 300 },
  ]
  expect(tooLarge(holdings, full, 0.25)).toEqual({ id: 'large', heldBytes: 700, quotaBytes: 250 })
})

test('nobody goes while there is room, or while all keep to their share', () => {
  const held = fc.array(fc.record({ id: fc.nat(), heldBytes: fc.nat(1000) }), { maxLength: 20 })
  const room = { totalBytes: 1000, freeBytes: 101 }
  fc.assert(fc.property(held, (holdings) => tooLarge(holdings, room, 0.25) === null))
  const modest = fc.array(fc.record({ id: fc.nat(), heldBytes: fc.nat(250) }), { maxLength: 20 })
  fc.assert(fc.property(modest, (holdings) => tooLarge(holdings, full, 0.25) === null))
})
