import type { LogLine } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { filterLog } from './log-filter.ts'

const LINES: LogLine[] = (
  [
    ['debug', 'Probing'],
    ['info', "Opening 'a.ts' for writing"],
    ['warning', 'Concealing errors'],
    ['error', 'HTTP error 503'],
    ['fatal', 'No space left'],
  ] as const
).map(([level, text]) => ({ at: '2026-01-01T00:00:00.000Z', level, text }))
const levels = (filter: Partial<Parameters<typeof filterLog>[1]>) =>
  filterLog(LINES, { floor: 'debug', search: '', ...filter }).map(({ level }) => level)

test('a level shows itself and all that is worse', () => {
  expect(levels({})).toHaveLength(5)
  expect(levels({ floor: 'warning' })).toEqual(['warning', 'error', 'fatal'])
})

test('a search wants every word, whatever its case, within the level', () => {
  expect(levels({ search: 'ERROR' })).toEqual(['warning', 'error'])
  expect(levels({ search: 'error http' })).toEqual(['error'])
  expect(levels({ search: 'opening', floor: 'error' })).toEqual([])
})
