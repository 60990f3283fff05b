import { expect, test } from 'vitest'
import { fittedGrid, wallGrid, wallPage } from './wall.ts'

test('a wall of 4K holds more tiles than a monitor, and a phone one', () => {
  expect(wallGrid({ width: 3840, height: 2160, rem: 23 })).toEqual({ columns: 8, rows: 5 })
  expect(wallGrid({ width: 1280, height: 800, rem: 16 })).toEqual({ columns: 4, rows: 2 })
  expect(wallGrid({ width: 360, height: 640, rem: 16 })).toEqual({ columns: 1, rows: 2 })
})

test('every channel comes on, and the first page between all others', () => {
  const items = Array.from({ length: 7 }, (_, index) => index)
  const pages = [0, 1, 2, 3, 4].map((turn) => wallPage(items, 3, turn))
  expect(pages.map(({ page }) => page)).toEqual([0, 1, 0, 2, 0])
  expect(new Set(pages.flatMap(({ shown }) => shown)).size).toBe(7)
})

test('what fits on one page stays still', () => {
  expect(wallPage([1, 2], 4, 9)).toEqual({ page: 0, pages: 1, shown: [1, 2] })
})

test('few channels fill the wall with large tiles, many are as small as they may be', () => {
  const most = { columns: 8, rows: 5 }
  expect(fittedGrid(most, 1)).toEqual({ columns: 1, rows: 1 })
  expect(fittedGrid(most, 5)).toEqual({ columns: 3, rows: 2 })
  expect(fittedGrid(most, 40)).toEqual(most)
  expect(fittedGrid(most, 120)).toEqual(most)
  for (let count = 1; count <= 40; count += 1) {
    const { columns, rows } = fittedGrid(most, count)
    expect(columns * rows).toBeGreaterThanOrEqual(count)
    expect(columns <= most.columns && rows <= most.rows).toBe(true)
  }
})
