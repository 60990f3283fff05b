import { expect, test } from 'vitest'
import { inPieces } from './in-pieces.ts'

const IDS = ['a', 'b', 'c', 'd', 'e']

/** Answers the names that it is asked for, and fails at the one that is named. */
function asked(fails?: string) {
  const pieces: string[][] = []
  return {
    pieces,
    async ask(piece: string[]) {
      pieces.push(piece)
      if (fails && piece.includes(fails)) throw new Error(fails)
      return piece.map((id) => id.toUpperCase())
    },
  }
}

test('more than one request takes is asked for in several, in their order, and answered as one', async () => {
  const { pieces, ask } = asked()
  expect(await inPieces(IDS, 2, ask)).toEqual({
    came: ['A', 'B', 'C', 'D', 'E'],
    failure: null,
    left: [],
  })
  expect(pieces).toEqual([['a', 'b'], ['c', 'd'], ['e']])
})

test('where one fails nothing more is asked, and what was done before and what is left is told', async () => {
  const { pieces, ask } = asked('c')
  expect(await inPieces(IDS, 2, ask)).toEqual({
    came: ['A', 'B'],
    failure: new Error('c'),
    left: ['c', 'd', 'e'],
  })
  expect(pieces).toHaveLength(2)
})

test('where nothing was done it fails', async () => {
  await expect(inPieces(IDS, 2, asked('a').ask)).rejects.toThrow('a')
})
