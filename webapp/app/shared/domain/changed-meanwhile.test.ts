import { expect, test } from 'vitest'
import { changedMeanwhile, readShown, shownIn } from './changed-meanwhile.ts'

const shown = { name: 'One', height: '', sources: [{ key: 'a', id: 'a', url: 'u' }] }

test('what somebody else changed meanwhile is named, what this person changed is not', () => {
  expect(
    changedMeanwhile(shown, { ...shown, name: 'Theirs' }, { ...shown, height: '720' }),
  ).toEqual(['name'])
  expect(changedMeanwhile(shown, shown, { ...shown, name: 'Mine' })).toEqual([])
})

test('a save that arrived and is sent again finds its own work, and nobody else’s', () => {
  const mine = { ...shown, name: 'Mine', sources: [{ key: 'row-1', id: '', url: 'v' }] }
  const stored = { ...mine, sources: [{ key: 'b', id: 'b', url: 'v' }] }
  expect(changedMeanwhile(shown, stored, mine)).toEqual([])
})

test('a form without what it was shown with is taken as it is', () => {
  for (const text of ['', '{', '7', 'null']) expect(readShown(text)).toBeNull()
  expect(changedMeanwhile(null, shown, shown)).toEqual([])
  expect(shownIn(new FormData())).toBe('')
  const form = new FormData()
  form.set('shown', JSON.stringify(shown))
  expect(readShown(shownIn(form))).toEqual(shown)
})
