import { expect, test } from 'vitest'
import { type GrowingKind, withOneMore, withTyped } from './growing-rows.ts'

type Row = { name: string; url: string }
const kind: GrowingKind<Row> = {
  empty: { name: '', url: '' },
  most: 2,
  isFilled: ({ name, url }) => name + url !== '',
}
const [one, two] = [
  { name: 'one', url: 'a' },
  { name: 'two', url: 'b' },
]

test('there is an empty row for one more until there are as many as may be', () => {
  expect(withOneMore([], kind)).toEqual([kind.empty])
  expect(withOneMore([one], kind)).toEqual([one, kind.empty])
  expect(withOneMore([one, two], kind)).toEqual([one, two])
})

test('the empty row counts once something is typed into it', () => {
  expect(withTyped([one], kind, { at: 1, part: { name: 'n' } })).toEqual([
    one,
    { name: 'n', url: '' },
  ])
  expect(withTyped([one], kind, { at: 1, part: { name: '' } })).toEqual([one])
})

test('a row that is cleared stays under the hand that clears it', () => {
  const cleared = withTyped([one, two], kind, { at: 0, part: { name: '', url: '' } })
  expect(cleared).toEqual([kind.empty, two])
})
