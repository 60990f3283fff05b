import { expect, test } from 'vitest'
import { cyclesOf } from './cycles.ts'

test('finds rings of any length, and the way round each', () => {
  const graph = new Map([
    ['main', ['a', 'd']],
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['e']],
    ['e', ['d', 'outside']],
  ])
  expect(cyclesOf(graph)).toEqual([
    ['a', 'b', 'c', 'a'],
    ['d', 'e', 'd'],
  ])
})

test('two ways to the same file are no ring', () => {
  const graph = new Map([
    ['main', ['a', 'b']],
    ['a', ['c']],
    ['b', ['c']],
  ])
  expect(cyclesOf(graph)).toEqual([])
})
