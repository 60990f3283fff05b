import { expect, test } from 'vitest'
import { collatorOf } from './collate.ts'

const sorted = (language: string, names: string[]) => names.toSorted(collatorOf(language).compare)

test('Turkish letters stand where Turks look for them, whatever the machine speaks', () => {
  const names = [
    'Zafer',
    'Şah',
    'Sivas',
    'Çay',
    'Ilgaz',
    'İzmir',
    'Cem',
    'Ömer',
    'Oya',
    'Ürgüp',
    'Ulus',
  ]
  expect(sorted('tr', names)).toEqual([
    ...['Cem', 'Çay', 'Ilgaz', 'İzmir', 'Oya', 'Ömer', 'Sivas', 'Şah', 'Ulus', 'Ürgüp', 'Zafer'],
  ])
})

test('numbers within names count as numbers', () => {
  expect(sorted('en', ['Channel 10', 'channel 9', 'Channel 1'])).toEqual([
    ...['Channel 1', 'channel 9', 'Channel 10'],
  ])
})
