import { expect, test } from 'vitest'
import { collatorOf } from '../../../shared/domain/collate.ts'
import { fittedGrid, type Hung, pageAfter, wallGrid, wallPages } from './wall.ts'

const BY_NAME = collatorOf('tr').compare

test('a wall of 4K holds more tiles than a monitor, and a phone one', () => {
  expect(wallGrid({ width: 3840, height: 2160, rem: 23 })).toEqual({ columns: 8, rows: 5 })
  expect(wallGrid({ width: 1280, height: 800, rem: 16 })).toEqual({ columns: 4, rows: 2 })
  expect(wallGrid({ width: 360, height: 640, rem: 16 })).toEqual({ columns: 1, rows: 2 })
})

const hung = (count: number, broken = 0, group = 'a'): Hung[] =>
  Array.from({ length: count }, (_, index) => ({
    isBroken: index < broken,
    needsEye: index < broken,
    group,
  }))
const MONITOR = { columns: 4, rows: 2 }

test('every channel comes on, and the first page between all others', () => {
  const pages = wallPages(hung(20), MONITOR, null)
  expect(pages.map(({ items }) => items.length)).toEqual([8, 8, 4])
  expect([0, 1, 2, 3, 4, 5].map((turn) => pageAfter(turn, pages.length))).toEqual([
    0, 1, 0, 2, 0, 1,
  ])
  expect(pageAfter(9, 1)).toBe(0)
})

test('a broken channel is large while the others have room, and no place is taken twice', () => {
  for (const most of [MONITOR, { columns: 8, rows: 5 }, { columns: 1, rows: 2 }]) {
    for (let count = 1; count <= 50; count += 1) {
      for (let broken = 0; broken <= count; broken += 1) {
        const items = hung(count, broken)
        const pages = wallPages(items, most, null)
        expect(pages.flatMap((page) => page.items)).toEqual(items)
        for (const { grid, items: shown, large } of pages) {
          expect(shown.length + 3 * large).toBeLessThanOrEqual(grid.columns * grid.rows)
          expect(large).toBeLessThanOrEqual(
            Math.floor(grid.columns / 2) * Math.floor(grid.rows / 2),
          )
          expect(shown.slice(0, large).every(({ isBroken }) => isBroken)).toBe(true)
        }
      }
    }
  }
  expect(wallPages(hung(30, 1), MONITOR, null)[0]).toMatchObject({ large: 1, grid: MONITOR })
  expect(wallPages(hung(30, 3), MONITOR, null)[0]).toMatchObject({ large: 0 })
  expect(wallPages(hung(3, 3), MONITOR, null)[0]).toMatchObject({ large: 0 })
})

test('by group what needs an eye comes first, then each group by its name', () => {
  const items = [...hung(1, 1, 'b'), ...hung(9, 0, 'b'), ...hung(2, 0, 'a')]
  const pages = wallPages(items, MONITOR, BY_NAME)
  expect(pages.map(({ group, items: { length } }) => [group, length])).toEqual([
    [null, 1],
    ['a', 2],
    ['b', 5],
    ['b', 5],
  ])
  expect(wallPages([], MONITOR, BY_NAME)).toEqual([])
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
