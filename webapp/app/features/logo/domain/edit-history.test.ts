import { expect, test } from 'vitest'
import { change, redo, startHistory, undo } from './edit-history.ts'

test('a drag is undone as one, and redone', () => {
  const dragged = [1, 2, 3].reduce(
    (history, value, index) => change(history, value, 10_000 + index * 16),
    startHistory(0),
  )
  expect(dragged.present).toBe(3)
  expect(undo(dragged).present).toBe(0)
  expect(redo(undo(dragged)).present).toBe(3)
})

test('changes with a pause between them are undone one by one, down to the beginning', () => {
  const twice = change(change(startHistory(0), 1, 10_000), 2, 20_000)
  expect(undo(twice).present).toBe(1)
  expect(undo(undo(undo(twice))).present).toBe(0)
})

test('a change after an undo leaves nothing to redo', () => {
  const branched = change(undo(change(startHistory(0), 1, 10_000)), 5, 20_000)
  expect(redo(branched)).toBe(branched)
})
