import { expect, test } from 'vitest'
import { readAudioRows, rowsOfAudio, toAudioRenditions } from './audio-rows.ts'

const STORED = [
  {
    name: 'eng',
    label: null,
    track: { language: 'eng' },
    mix: 'right' as const,
    levelDb: -1.5,
  },
  {
    name: 'desc',
    label: 'Described',
    track: { pid: 0x103, kind: 'description' as const },
    mix: 'stereo' as const,
    levelDb: 0,
  },
]
const AS_IT_COMES = { mix: 'stereo' as const, level: '0' }

test('what is stored comes back as it was', () => {
  expect(rowsOfAudio(STORED)).toEqual([
    { name: 'eng', track: 'eng', label: '', mix: 'right', level: '-1.5' },
    { name: 'desc', track: '0x103 description', label: 'Described', ...AS_IT_COMES },
  ])
  expect(toAudioRenditions(rowsOfAudio(STORED))).toEqual(STORED)
})

test('what is new has a playlist by its language, and no two have one', () => {
  const typed = (track: string) => ({ name: '', track, label: '', ...AS_IT_COMES })
  const rows = [...rowsOfAudio(STORED), typed('eng commentary'), typed('0x200'), typed('fr')]
  const names = toAudioRenditions(rows).map((one) => Reflect.get(Object(one), 'name'))
  expect(names).toEqual(['eng', 'desc', 'eng2', 'audio', 'fr'])
})

test('a row that was cleared is gone; one with a name alone is sent, to be refused', () => {
  const data = new FormData()
  for (const [at, [track, label]] of [
    ['eng', ''],
    ['', ''],
    ['', 'English'],
  ].entries()) {
    data.set(`audio.${at}.track`, track ?? '')
    data.set(`audio.${at}.label`, label ?? '')
  }
  expect(toAudioRenditions(readAudioRows(data))).toEqual([
    { name: 'eng', label: null, track: { language: 'eng' }, mix: 'stereo', levelDb: 0 },
    { name: 'audio', label: 'English', track: {}, mix: 'stereo', levelDb: 0 },
  ])
})
