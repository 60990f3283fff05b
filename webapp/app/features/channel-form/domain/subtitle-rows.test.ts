import type { SourceFacts } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import {
  NO_SUBTITLES,
  offeredSubtitles,
  parseSubtitles,
  readSubtitleRows,
  rowsOfSubtitles,
  subtitlesMeant,
  toSubtitles,
} from './subtitle-rows.ts'

const STORED = [
  { name: 'tur', label: 'Türkçe', language: 'tr', track: { pid: 0x103, page: 888 } },
  { name: 'deu', label: null, language: null, track: { language: 'deu' } },
  { name: 'any', label: null, language: null, track: {} },
]

test('what is stored comes back as it was', () => {
  const rows = rowsOfSubtitles(STORED)
  expect(rows.map(({ track }) => track)).toEqual(['0x103 888', 'deu', '*'])
  expect(toSubtitles(rows)).toEqual(STORED)
})

test('what is new has a playlist by its language or its page, and no two have one', () => {
  const typed = (track: string, language = '') => ({ ...NO_SUBTITLES, track, language })
  const rows = [...rowsOfSubtitles(STORED), typed('deu'), typed('777'), typed('*', 'TR')]
  const names = toSubtitles(rows).map((one) => Reflect.get(Object(one), 'name'))
  expect(names).toEqual(['tur', 'deu', 'any', 'deu2', 'p777', 'tr'])
})

test('rows are read from a form, and those that are empty are gone', () => {
  const data = new FormData()
  for (const [at, track] of ['888 tur', '', '*'].entries()) {
    for (const field of ['name', 'label', 'language']) data.set(`subtitles.${at}.${field}`, '')
    data.set(`subtitles.${at}.track`, ` ${track} `)
  }
  expect(readSubtitleRows(data).map(({ track }) => track)).toEqual(['888 tur', '*'])
  expect(parseSubtitles('TUR, 0x1f2 888')).toEqual({ language: 'tur', pid: 0x1f2, page: 888 })
})

test('each page of a source is offered, and pictures of text where their letters can be read', () => {
  const facts = {
    subtitleTracks: [
      {
        kind: 'teletext' as const,
        streamIndex: 2,
        streamId: 0x103,
        language: 'tur,tur',
        pages: [
          { page: 888, language: 'tur', isForHearingImpaired: false },
          { page: 889, language: 'tur', isForHearingImpaired: true },
        ],
      },
      { kind: 'bitmap' as const, streamIndex: 3, streamId: 0x104, language: 'fra' },
      { kind: 'bitmap' as const, format: 'dvb', streamIndex: 4, streamId: 0x105, language: 'nld' },
    ],
  } as unknown as SourceFacts
  expect(offeredSubtitles(facts).map(({ value, isReadable }) => [value, isReadable])).toEqual([
    ['0x103 888 tur', true],
    ['0x103 889 tur', true],
    ['0x104 fra', false],
    ['0x105 nld', true],
  ])
  const meant = (typed: string) => subtitlesMeant(typed, offeredSubtitles(facts))?.value
  expect([meant('889'), meant('tr'), meant('0x104'), meant('deu')]).toEqual([
    ...['0x103 889 tur', '0x103 888 tur', '0x104 fra', undefined],
  ])
})
