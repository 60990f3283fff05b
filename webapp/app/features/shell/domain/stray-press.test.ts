import { expect, test } from 'vitest'
import { isStrayPress, type Press } from './stray-press.ts'

const press = (part: Partial<Press> = {}): Press => ({
  atMs: 0,
  x: 100,
  y: 100,
  name: 'Start One',
  element: 'a',
  byKeyboard: false,
  ...part,
})

test.each([450, 900, 1500])(
  'a second press %d ms later on what has taken the place of a button is not taken',
  (atMs) => {
    expect(isStrayPress(press(), press({ atMs, name: 'Stop One' }))).toBe(true)
    expect(isStrayPress(press(), press({ atMs, x: 104, y: 97, name: 'Undo', element: 'b' }))).toBe(
      true,
    )
  },
)

test('the same button again, another place and a later press are taken', () => {
  expect(isStrayPress(press(), press({ atMs: 200 }))).toBe(false)
  expect(isStrayPress(press(), press({ atMs: 200, x: 140, name: 'Stop One' }))).toBe(false)
  expect(isStrayPress(press(), press({ atMs: 1600, name: 'Stop One' }))).toBe(false)
  expect(isStrayPress(null, press())).toBe(false)
})

test('on the keyboard it is the button itself that has changed; a dialog that took the focus is meant', () => {
  const first = press({ byKeyboard: true })
  const second = press({ byKeyboard: true, atMs: 300, name: 'Stop One' })
  expect(isStrayPress(first, second)).toBe(true)
  expect(isStrayPress(first, { ...second, element: 'cancel' })).toBe(false)
})
