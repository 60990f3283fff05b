import { expect, test } from 'vitest'
import { marksOf, type PastSlot, playerTime, timelineOf } from './past-marks.ts'

const BEGIN = Date.UTC(2026, 10, 28, 20)

/** Slots of two seconds; the player's own time begins at ten. */
function slotsOf(ccs: readonly number[], gaps: readonly number[] = []): PastSlot[] {
  return ccs.map((cc, at) => ({
    start: 10 + at * 2,
    duration: 2,
    cc,
    programDateTime: BEGIN + at * 2000,
    ...(gaps.includes(at) ? { gap: true } : {}),
  }))
}
const at = (slot: number) => BEGIN + slot * 2000
const timeline = (slots: PastSlot[], slates: { from: number; to: number | null }[] = []) => {
  const found = timelineOf(slots, slates)
  if (found === null) throw new Error('There is no timeline.')
  return found
}

test('seams, slates, gaps and incidents stand where they were', () => {
  const past = timeline(slotsOf([1, 1, 2, 2, 3, 4, 5, 5, 5, 5], [8, 9]), [
    { from: at(4), to: at(6) },
  ])
  const marks = marksOf(past, [{ from: at(3), to: null }])
  expect(marks.map(({ kind, left, width }) => ({ kind, left, width }))).toEqual([
    { kind: 'seam', left: 20, width: 0 },
    { kind: 'incident', left: 30, width: 70 },
    { kind: 'slate', left: 40, width: 20 },
    { kind: 'gap', left: 80, width: 20 },
  ])
})

test('what began before and what goes on is shown as far as there is a picture of it', () => {
  const past = timeline(slotsOf([1, 1, 1, 1]), [{ from: at(3), to: null }])
  const [incident, slate] = marksOf(past, [{ from: at(-50), to: at(2) }])
  expect(incident).toMatchObject({ left: 0, width: 50 })
  expect(slate).toMatchObject({ left: 75, width: 25 })
  expect(marksOf(past, [{ from: at(-50), to: at(-40) }])).toHaveLength(1)
})

test('a slate that a player was told of under two names is one', () => {
  const slates = [
    { from: at(2), to: at(5) },
    { from: at(-50), to: null },
    { from: at(7), to: null },
  ]
  const marks = marksOf(timeline(slotsOf([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), slates), [])
  expect(marks.map(({ left, width }) => [left, width])).toEqual([
    [0, 50],
    [70, 30],
  ])
})

test('an instant is found on the time of the player, across a gap of days', () => {
  const [first, second] = slotsOf([1, 2])
  if (!first || !second) throw new Error('There are no slots.')
  const later = { ...second, programDateTime: BEGIN + 86_400_000 }
  const past = timeline([first, later])
  expect(playerTime(past, BEGIN + 1500)).toBe(11.5)
  expect(playerTime(past, BEGIN + 3_600_000)).toBe(12)
  expect(playerTime(past, later.programDateTime + 500)).toBe(12.5)
  expect(playerTime(past, 0)).toBe(10)
})

test('what has no dates has no timeline', () => {
  expect(timelineOf([], [])).toBeNull()
  expect(timelineOf([{ start: 0, duration: 2, cc: 0, programDateTime: null }], [])).toBeNull()
})
