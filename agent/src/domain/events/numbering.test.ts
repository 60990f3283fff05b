import { expect, test } from 'vitest'
import { afterAcknowledging, afterAppending, afterHearing, openNumbering } from './numbering.ts'

test('numbers go on behind what is stored and behind what has arrived', () => {
  expect(openNumbering(7, 4).next).toBe(8)
  expect(openNumbering(4, 7).next).toBe(8)
})

test('what was never given cannot be acknowledged, and nothing is taken back', () => {
  const numbering = afterAppending(openNumbering(0, 0), 3)
  expect(afterAcknowledging(numbering, 9).acknowledged).toBe(3)
  const later = afterAcknowledging(numbering, 2)
  expect(afterAcknowledging(later, 1)).toBe(later)
})

test('events of now get numbers behind those that the other side knows and files have lost', () => {
  const numbering = afterAppending(openNumbering(5, 5), 2)
  const heard = afterHearing(numbering, 40)
  expect(heard).toMatchObject({ moveAbove: 5, numbering: { next: 41 } })
  expect(afterHearing(heard.numbering, 60)).toMatchObject({ moveAbove: null })
})

test('nothing moves where the other side knows no more than was there', () => {
  const numbering = afterAppending(openNumbering(5, 5), 2)
  expect(afterHearing(numbering, 5)).toMatchObject({ moveAbove: null, numbering: { next: 8 } })
})

test('with a damaged file of what has arrived, everything stored may be unsent', () => {
  expect(afterHearing(openNumbering(null, 5), 9)).toMatchObject({ moveAbove: 0 })
})
