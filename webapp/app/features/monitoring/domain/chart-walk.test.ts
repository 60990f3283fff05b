import { expect, test } from 'vitest'
import { keyTarget } from './chart-walk.ts'

test('keys walk along the line and stop at its ends', () => {
  expect(keyTarget('ArrowRight', 99, 100)).toBe(100)
  expect(keyTarget('ArrowRight', 100, 100)).toBe(100)
  expect(keyTarget('ArrowLeft', 0, 100)).toBe(0)
  expect(keyTarget('PageDown', 55, 100)).toBe(45)
  expect(keyTarget('Home', 55, 100)).toBe(0)
  expect(keyTarget('End', 55, 100)).toBe(100)
})

test('a line of two values is still walked by pages', () => {
  expect(keyTarget('PageUp', 0, 1)).toBe(1)
})

test('other keys are left to the page', () => {
  expect(keyTarget('Tab', 3, 100)).toBeNull()
})
