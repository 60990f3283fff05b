import { expect, test } from 'vitest'
import { piecesOf } from './pieces.ts'

const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`)
const kept = { hoursUntil: at('14:00'), minutesSince: at('02:00') }
const pieces = (from: string, to: string) =>
  piecesOf(at(from), at(to), kept).map(({ step, ...piece }) => {
    const [begin, end] = [piece.from, piece.to].map((ms) =>
      new Date(ms).toISOString().slice(11, 16),
    )
    return `${step.seconds}: ${begin}-${end}`
  })

test('whole hours are taken as such, and minutes where it begins, ends or hours are not made yet', () => {
  expect(pieces('10:00', '12:00')).toEqual(['3600: 10:00-12:00'])
  expect(pieces('10:20', '12:40')).toEqual([
    '60: 10:20-11:00',
    '3600: 11:00-12:00',
    '60: 12:00-12:40',
  ])
  expect(pieces('13:00', '15:30')).toEqual(['3600: 13:00-14:00', '60: 14:00-15:30'])
  expect(pieces('10:20', '10:50')).toEqual(['60: 10:20-10:50'])
  expect(pieces('10:20', '11:00')).toEqual(['60: 10:20-11:00'])
})

test('where minutes are no more it is whole hours', () => {
  expect(pieces('00:20', '01:20')).toEqual(['3600: 00:00-02:00'])
  expect(pieces('00:20', '03:20')).toEqual(['3600: 00:00-03:00', '60: 03:00-03:20'])
})
