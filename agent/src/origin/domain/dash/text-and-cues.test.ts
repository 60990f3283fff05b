import type { ListedBreak } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { cueStreams } from './cue-events.ts'
import type { DashSlot, PlacedPeriod } from './place-periods.ts'
import { textSet } from './text-set.ts'

const BEGIN = Date.UTC(2026, 0, 1)
const RUN = 'maaaaaa1-0123456789abcdef'
const at = (seconds: number) => new Date(BEGIN + seconds * 1000).toISOString()

function slot(file: number, seconds: number): DashSlot {
  return {
    path: `${RUN}/${String(file).padStart(8, '0')}.ts`,
    durationSeconds: 2,
    discontinuity: false,
    discontinuityNumber: 0,
    programDateTime: at(seconds),
  }
}

/** Of slots of two seconds from then on; `gone` of them are not listed any more. */
function period(seconds: number, count: number, gone = 0): PlacedPeriod {
  const slots = Array.from({ length: count - gone }, (_, n) => {
    return slot(gone + n, seconds + (gone + n) * 2)
  })
  const offset = 126_000
  const begin = offset + gone * 2 * TICKS
  const start = BEGIN / 1000 + seconds
  return { id: `0-${seconds}`, tracks: ['video'], firstFile: 0, slots, start, offset, begin }
}

test('subtitles are segments of fMP4 on the clock of the pictures, with whose language they are of', () => {
  const text = textSet(
    period(0, 3),
    { name: 'subs-tur', label: null, language: 'tur', bandwidth: 400.5 },
    { id: 2, address: { media: 'subs-tur/$Number%08d$.mp4', init: 'subs-tur/init.mp4' } },
  )
  expect(text).toBe(
    [
      '<AdaptationSet id="2" contentType="text" mimeType="application/mp4" lang="tr" segmentAlignment="true" startWithSAP="1">',
      '<Label>Türkçe</Label><Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/>',
      '<Representation id="subs-tur" bandwidth="401" codecs="wvtt">',
      '<SegmentTemplate timescale="90000" presentationTimeOffset="126000" startNumber="0" initialization="subs-tur/init.mp4" media="subs-tur/$Number%08d$.mp4">',
      '<SegmentTimeline><S t="126000" d="180000" r="2"/></SegmentTimeline></SegmentTemplate>',
      '</Representation></AdaptationSet>',
    ].join(''),
  )
})

const OUT: ListedBreak = { id: 'splice-1-x', startsAt: at(3), plannedSeconds: 30, out: 'fc3025' }
/** Of its name; that of its end is the next number. */
const ID = 2_154_211_868

/** Of each period what is told when, in milliseconds, for how long, and which bytes. */
function told(periods: readonly PlacedPeriod[], breaks: readonly ListedBreak[]) {
  return cueStreams(periods, breaks).map((text) =>
    [...(text ?? '').matchAll(/<Event ([^>]*)>.*?<scte35:Binary>(.*?)<\/scte35:Binary>/g)].map(
      ([, said, bytes]) => `${said} ${Buffer.from(bytes ?? '', 'base64').toString('hex')}`,
    ),
  )
}

test('a break is an event where it begins, its section as it came', () => {
  const [text] = cueStreams([period(0, 5)], [OUT])
  expect(text).toBe(
    [
      '<EventStream schemeIdUri="urn:scte:scte35:2014:xml+bin" timescale="1000">',
      `<Event presentationTime="3000" duration="30000" id="${ID}">`,
      '<scte35:Signal xmlns:scte35="http://www.scte.org/schemas/35/2016">',
      '<scte35:Binary>/DAl</scte35:Binary></scte35:Signal></Event></EventStream>',
    ].join(''),
  )
})

test('its end is another event, and both stay where they are as the list slides on', () => {
  const over = { ...OUT, seconds: 4.5, in: 'fc3026' }
  const both = [
    `presentationTime="3000" duration="4500" id="${ID}" fc3025`,
    `presentationTime="7500" id="${ID + 1}" fc3026`,
  ]
  expect(told([period(0, 5)], [over])).toEqual([both])
  expect(told([period(0, 6, 1)], [over])).toEqual([both])
})

test('breaks that begin together are told apart', () => {
  const over = { seconds: 4.5, in: 'fc3026' }
  const [events] = told(
    [period(0, 5)],
    [
      { ...OUT, ...over },
      { ...OUT, ...over, id: 'splice-1-y' },
    ],
  )
  const ids = events?.map((event) => /id="(\d+)"/.exec(event)?.[1])
  expect(new Set(ids).size).toBe(4)
})

test('each period tells of what begins in it; what began before the first is told at the begin, as far as it goes on', () => {
  const [first, second] = [period(0, 2), period(4, 3)]
  const later = { ...OUT, startsAt: at(8) }
  expect(told([first, second], [OUT, later])).toEqual([
    [`presentationTime="3000" duration="30000" id="${ID}" fc3025`],
    [`presentationTime="4000" duration="30000" id="${ID}" fc3025`],
  ])
  expect(told([second], [OUT])).toEqual([
    [`presentationTime="0" duration="29000" id="${ID}" fc3025`],
  ])
  expect(told([second], [{ ...OUT, seconds: 0.5, in: 'fc3026' }])).toEqual([[]])
  const { plannedSeconds: _, ...open } = OUT
  expect(told([second], [open])).toEqual([[`presentationTime="0" id="${ID}" fc3025`]])
})

test('what is announced for later is told by the last period, and nothing by none', () => {
  const announced = { ...OUT, startsAt: at(60) }
  const [, last] = told([period(0, 2), period(4, 3)], [announced])
  expect(last?.[0]).toContain('presentationTime="56000"')
  expect(cueStreams([], [OUT])).toEqual([])
  expect(cueStreams([period(0, 2)], [])).toEqual([null])
})
