import { expect, test } from 'vitest'
import { inSlices } from './in-slices.ts'

function slices(size: number) {
  const told: string[] = []
  const turns: (() => void)[] = []
  const tell = inSlices(
    (topic) => told.push(topic),
    size,
    (run) => turns.push(run),
  )
  const turn = () => {
    told.length = 0
    turns.shift()?.()
    return [...told]
  }
  return { tell, turn }
}

test('no more topics are told in one turn than a slice has, and all of them in the end', () => {
  const { tell, turn } = slices(2)
  for (const topic of ['a', 'b', 'c', 'd', 'e']) tell(topic)
  expect([turn(), turn(), turn(), turn()]).toEqual([['a', 'b'], ['c', 'd'], ['e'], []])
})

test('a topic that is asked for again before its turn is told once', () => {
  const { tell, turn } = slices(2)
  for (const topic of ['a', 'b', 'a', 'b', 'a']) tell(topic)
  expect([turn(), turn()]).toEqual([['a', 'b'], []])
})

test('a topic that is asked for after its turn is told again', () => {
  const { tell, turn } = slices(2)
  tell('a')
  turn()
  tell('a')
  expect(turn()).toEqual(['a'])
})
