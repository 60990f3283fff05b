import { expect, test } from 'vitest'
import { findEntries, type PaletteEntry } from './palette.ts'

const entries: PaletteEntry[] = [
  { id: 'hosts', kind: 'page', label: 'Hosts' },
  { id: 'a', kind: 'channel', label: 'İstanbul Spor' },
  { id: 'stop-a', kind: 'command', label: 'Stop İstanbul Spor' },
  { id: 'b', kind: 'channel', label: 'Stop Motion TV' },
  { id: 'doc', kind: 'doc', label: 'Operations: What may be stopped' },
]
const ids = (query: string) => findEntries(entries, query).map(({ id }) => id)

test('every word must be in it, whatever its case and accents', () => {
  expect(ids('spor istan')).toEqual(['a', 'stop-a'])
  expect(ids('nothing')).toEqual([])
})

test('what begins as typed comes first, and a channel before a command', () => {
  expect(ids('stop').slice(0, 2)).toEqual(['b', 'stop-a'])
})

test('a chapter of the documentation is found by what it is about, after all else', () => {
  expect(ids('may be stopped')).toEqual(['doc'])
  expect(ids('stop')).toEqual(['b', 'stop-a', 'doc'])
})

test('before anything is typed neither commands nor chapters are offered', () => {
  expect(ids('')).toEqual(['hosts', 'a', 'b'])
})
