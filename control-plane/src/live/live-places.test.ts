import { expect, test } from 'vitest'
import { createLivePlaces } from './live-places.ts'

const most = { person: 2, network: 4, all: 6 }
const who = (personId: string, address: string | null = '192.0.2.1') => ({ personId, address })

test('a person, a network and all together have so many places', () => {
  const places = createLivePlaces(most)
  const take = (personId: string, address?: string) => places.take(who(personId, address)) !== null
  expect([take('a'), take('a'), take('a')]).toEqual([true, true, false])
  expect([take('b'), take('b'), take('c')]).toEqual([true, true, false])
  expect(places.left(who('c'))).toBe(0)
  expect(places.left(who('c', '192.0.2.2'))).toBe(2)
  expect([take('c', '192.0.2.2'), take('d', '192.0.2.3'), take('e', '192.0.2.4')]).toEqual([
    ...[true, true, false],
  ])
})

test('a place is given back once, whatever calls it', () => {
  const places = createLivePlaces(most)
  const [first] = [places.take(who('a')), places.take(who('a'))]
  first?.()
  first?.()
  expect(places.left(who('a'))).toBe(1)
  expect(places.take(who('a'))).not.toBeNull()
  expect(places.take(who('a'))).toBeNull()
})

test('who has one address of IPv6 has its network, and who asks within the process one of its own', () => {
  const places = createLivePlaces({ person: 9, network: 1, all: 9 })
  expect(places.take(who('a', '2001:db8::1'))).not.toBeNull()
  expect(places.take(who('b', '2001:db8::2'))).toBeNull()
  expect(places.take(who('b', null))).not.toBeNull()
})
