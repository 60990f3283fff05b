import { expect, test } from 'vitest'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { type AwaitedText, openAwaited } from './awaited-text.ts'
import { openTimeline } from './timeline.ts'

const rows = (text: string) => (text === '' ? [] : [{ row: 20, text }])

/** Slots are told in seconds; `text` of null is not read yet. */
function awaited() {
  const timeline = openTimeline()
  const texts = openAwaited(timeline)
  return {
    add(seconds: number, text: string | null, timeoutSeconds = 0): AwaitedText {
      const one = { at: seconds * TICKS, timeoutSeconds, rows: text === null ? null : rows(text) }
      texts.add(one)
      return one
    },
    slot(from: number, to: number) {
      texts.settle(to * TICKS)
      return timeline
        .tell(from * TICKS, to * TICKS)
        .map((piece) => [piece.from / TICKS, piece.to / TICKS, piece.rows[0]?.text])
    },
  }
}

test('text that is read after its slot was complete is in the next, with its own times', () => {
  const { add, slot } = awaited()
  const late = add(1, null)
  expect(slot(0, 2)).toEqual([])
  late.rows = rows('late')
  expect(slot(2, 4)).toEqual([[1, 4, 'late']])
})

test('what was seen before ends with what nobody has read yet, and comes after it in its order', () => {
  const { add, slot } = awaited()
  add(0, 'before')
  const late = add(1, null)
  add(3, 'after')
  expect(slot(0, 2)).toEqual([[0, 1, 'before']])
  expect(slot(2, 4)).toEqual([])
  late.rows = rows('late')
  expect(slot(4, 6)).toEqual([
    [1, 3, 'late'],
    [3, 6, 'after'],
  ])
})

test('the same text, sent anew and read later, goes on as one', () => {
  const { add, slot } = awaited()
  add(0, 'one')
  const again = add(1, null)
  expect(slot(0, 2)).toEqual([[0, 1, 'one']])
  again.rows = rows('one')
  expect(slot(2, 4)).toEqual([[1, 4, 'one']])
})

test('what nothing follows goes after the time that its source says', () => {
  const { add, slot } = awaited()
  add(0, 'short', 3)
  expect(slot(0, 2)).toEqual([[0, 2, 'short']])
  expect(slot(2, 4)).toEqual([[2, 3, 'short']])
  add(5, 'next', 3)
  add(6, '')
  expect(slot(4, 8)).toEqual([[5, 6, 'next']])
  expect(slot(8, 10)).toEqual([])
})
