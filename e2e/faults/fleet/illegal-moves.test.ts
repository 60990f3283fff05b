import { expect, test } from 'vitest'
import { read } from '../../repo/files.ts'
import { illegalMovesIn, SAID_OF_ILLEGAL_MOVES } from './illegal-moves.ts'

test('the lines of a log that tell of illegal moves are found among others', () => {
  const told = SAID_OF_ILLEGAL_MOVES.map((msg) => JSON.stringify({ level: 50, msg }))
  expect(illegalMovesIn(['a', ...told, 'b'].join('\n'))).toEqual(told)
  expect(illegalMovesIn('a\nb')).toEqual([])
})

test('the words are those of the agent', () => {
  const said = ['illegal-moves', 'supervisor'].map((name) =>
    read(`agent/src/supervisor/${name}.ts`),
  )
  for (const words of SAID_OF_ILLEGAL_MOVES) {
    expect(said.filter((text) => text.includes(`'${words}'`))).toHaveLength(1)
  }
})
