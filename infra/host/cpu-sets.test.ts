import { expect, test } from 'vitest'
import { cpuSets, listOf, parseList } from './cpu-sets.mjs'

const of = (text: string) => cpuSets(parseList(text))

test("the owner's machine is parted as in the owner's table", () => {
  expect(of('0-87')).toEqual({ origin: '0-1', channels: '2-85' })
})

test('others in proportion, and one that is small not at all', () => {
  expect(of('0-15')).toEqual({ origin: '0', channels: '1-14' })
  expect(of('0-255')).toEqual({ origin: '0-5', channels: '6-249' })
  expect(of('0-1')).toBeNull()
})

test('CPUs that are missing are given to nobody', () => {
  expect(of('0-7,16-31')).toEqual({ origin: '0', channels: '1-7,16-30' })
})

test('a list is read as it was written', () => {
  for (const text of ['0-3,8', '5', '0,2,4-5']) expect(listOf(parseList(text))).toBe(text)
})

/** Even CPUs on one socket, odd ones on the other. */
const inTurn = [0, 1].map((first) => listOf(Array.from({ length: 44 }, (_, n) => first + 2 * n)))

test.each([
  ['one after the other', ['0-43', '44-87'], '0-1', '2-85'],
  ['with hyper-threads', ['0-21,44-65', '22-43,66-87'], '0-1', '2-85'],
  ['in turn', inTurn, '0,2', '1,3-84,86'],
  ['with memory that has no CPUs', ['0-43', '44-87', ''], '0-1', '2-85'],
])('of two sockets %s, origin and nginx are on one', (_name, nodes, origin, channels) => {
  const sets = cpuSets(parseList('0-87'), nodes.map(parseList))
  expect(sets).toEqual({ origin, channels })
})
