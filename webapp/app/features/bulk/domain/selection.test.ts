import { expect, test } from 'vitest'
import { keepKnown, NOTHING_SELECTED, selectAll, toggle, toggleRange } from './selection.ts'

const SHOWN = ['a', 'b', 'c', 'd', 'e']
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('')

test('a second choice of the same one lets it go', () => {
  const once = toggle(NOTHING_SELECTED, 'a')
  expect(chosen(once)).toBe('a')
  expect(chosen(toggle(once, 'a'))).toBe('')
})

test('a range reaches from the one chosen last, in either direction, and lets go as well', () => {
  const fromD = toggle(NOTHING_SELECTED, 'd')
  const range = toggleRange(fromD, 'b', SHOWN)
  expect(chosen(range)).toBe('bcd')
  expect(chosen(toggleRange(range, 'c', SHOWN))).toBe('d')
})

test('a range whose beginning is not shown any more is a single choice', () => {
  const hidden = toggle(NOTHING_SELECTED, 'x')
  expect(chosen(toggleRange(hidden, 'c', SHOWN))).toBe('cx')
})

test('all that are shown join what a filter hides, and what is gone is forgotten', () => {
  const all = selectAll(toggle(NOTHING_SELECTED, 'x'), SHOWN)
  expect(chosen(all)).toBe('abcdex')
  expect(chosen(keepKnown(all, new Set(SHOWN)))).toBe('abcde')
  expect(keepKnown(all, new Set([...SHOWN, 'x']))).toBe(all)
})
