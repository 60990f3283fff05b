import { ChannelId } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderDvr } from './dvr-playlist.ts'
import { rangeQuery, readRange } from './dvr-range.ts'
import { hoursOver, isFull, isLow, oldestHours } from './dvr-room.ts'
import { beginOfHour, type DvrSlot, HOUR_MS, hourOf, pathOnAir, slotsAbove } from './dvr-slot.ts'
import { bytesPerHour, overBudget, stillShortened } from './kept-past.ts'

const NOW = Date.UTC(2026, 10, 28, 12)
const ask = (text: string) => readRange(new URLSearchParams(text), NOW)

test('a range is a window up to now, or two instants', () => {
  expect(ask('')).toBe('live')
  expect(ask('_HLS_skip=YES')).toBe('live')
  expect(ask('window=3600')).toEqual({ from: NOW - HOUR_MS, to: null, skips: false })
  expect(ask('window=60&_HLS_skip=YES')).toEqual({ from: NOW - 60_000, to: null, skips: true })
  expect(ask('window=60&_HLS_skip=v2')).toMatchObject({ skips: true, skipsRanges: true })
  const start = { from: NOW - HOUR_MS, to: null, skips: false }
  expect(ask('start=2026-11-28T11:00:00Z')).toEqual(start)
  expect(ask(`start=${(NOW - HOUR_MS) / 1000}&end=${NOW / 1000}`)).toEqual({ ...start, to: NOW })
})

test('whatever else is asked for is wrong, and never an error', () => {
  const part = fc.oneof(fc.string(), fc.constantFrom('window', 'start', 'end', '=', '&', '1', '-'))
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const range = ask(parts.join(''))
      if (typeof range === 'string') return
      expect(range.from).toBeLessThan(range.to ?? Number.POSITIVE_INFINITY)
    }),
  )
  expect(ask('start=2026-11-28T11:00:00Z&end=2026-11-28T10:00:00Z')).toBe('wrong')
})

test('the range goes on to the playlists of the renditions, and nothing else does', () => {
  const query = new URLSearchParams('window=60&_HLS_skip=YES&token=secret')
  expect(rangeQuery(query)).toBe('window=60')
})

test('an hour goes when all of it has left the window', () => {
  const hours = ['2026112808', '2026112809', '2026112810', '2026112811', '2026112812']
  expect(hoursOver(hours, 7200, NOW)).toEqual(['2026112808'])
  expect(hoursOver(hours, 0, NOW)).toEqual(hours.slice(0, 3))
  expect(hoursOver(['index', '2026119999'], 0, NOW)).toEqual([])
})

test('of a disk that fills up the oldest hour goes first, of every channel, and never the current one', () => {
  const kept = [
    ...[
      { channelId: 'a', hour: '2026112810' },
      { channelId: 'a', hour: '2026112811' },
    ],
    { channelId: 'b', hour: '2026112810' },
  ]
  expect(oldestHours(kept, '2026112812').map(({ channelId }) => channelId)).toEqual(['a', 'b'])
  expect(oldestHours(kept, '2026112810')).toEqual([])
  const disk = (freeBytes: number) => ({ totalBytes: 100, freeBytes })
  expect([isLow(disk(8)), isLow(disk(6)), isFull(disk(4)), isFull(disk(1))]).toEqual([
    ...[false, true, false, true],
  ])
})

test('of a channel that takes more than it may the oldest hours go, and the begin of one that is too much by a part', () => {
  const hours = ['2026112809', '2026112810', '2026112811', '2026112812'].map((hour) => {
    return { hour, bytes: 100 }
  })
  const over = (budget: number | null) => overBudget(hours, budget, '2026112812')
  const [first, second, third, current] = hours.map(({ hour }) => hour)
  expect(over(null)).toEqual({ hours: [], part: null })
  expect(over(400)).toEqual({ hours: [], part: null })
  // A little more than is too much, so that the next minutes fit.
  expect(over(399)).toEqual({ hours: [], part: { hour: first, bytes: 11 } })
  expect(over(305)).toEqual({ hours: [first], part: null })
  expect(over(300)).toEqual({ hours: [first], part: null })
  expect(over(270)).toEqual({ hours: [first], part: { hour: second, bytes: 40 } })
  expect(over(200)).toEqual({ hours: [first, second], part: null })
  // The current one is never given up whole.
  expect(over(60)).toEqual({ hours: [first, second, third], part: { hour: current, bytes: 50 } })
})

test('an hour of which nothing can go is passed over, and nothing goes before one that was not looked at', () => {
  const over = (first: number | null) => {
    const bytes = [first, 100, 100]
    return overBudget(
      bytes.map((of, at) => ({ hour: `202611281${at}`, bytes: of })),
      150,
      '2026112812',
    )
  }
  expect(over(0)).toEqual({ hours: [], part: { hour: '2026112811', bytes: 60 } })
  expect(over(null)).toEqual({ hours: [], part: null })
})

test('what an hour takes is told by the newest of which ten minutes are known', () => {
  const total = (minutes: number, bytes: number) => ({ seconds: minutes * 60, bytes })
  expect(bytesPerHour([])).toBe(null)
  expect(bytesPerHour([total(9, 90)])).toBe(null)
  expect(bytesPerHour([total(9, 90), total(60, 120)])).toBe(120)
  expect(bytesPerHour([total(15, 90), total(60, 120)])).toBe(360)
})

test('a past is shortened until it reaches back as far as its window again', () => {
  const shortened = { by: 'budget' as const, since: new Date(NOW - HOUR_MS).toISOString() }
  const now = { sinceMs: NOW - HOUR_MS, windowSeconds: 7200, budgetBytes: 1e9, now: NOW }
  expect(stillShortened(shortened, now)).toBe(shortened)
  expect(stillShortened(shortened, { ...now, sinceMs: null })).toBe(shortened)
  expect(stillShortened(shortened, { ...now, sinceMs: NOW - 2 * HOUR_MS })).toBe(null)
  expect(stillShortened(shortened, { ...now, windowSeconds: 3600 })).toBe(null)
  expect(stillShortened(shortened, { ...now, windowSeconds: 0 })).toBe(null)
  expect(stillShortened(shortened, { ...now, budgetBytes: null })).toBe(null)
})

const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const RUN = 'maaaaaa1-0123456789abcdef'

/** A day on air, a slot each two seconds. */
function aDay(): DvrSlot[] {
  return Array.from({ length: 43_200 }, (_, at) => {
    const begin = NOW - 24 * HOUR_MS + at * 2000
    return {
      path: `${hourOf(begin)}/${RUN}-${String(at).padStart(8, '0')}.ts`,
      number: 1000 + at,
      discontinuityNumber: 5,
      durationSeconds: 2,
      discontinuity: false,
      programDateTime: new Date(begin).toISOString(),
    }
  })
}

const render = (slots: readonly DvrSlot[], skips: boolean, to: number | null = null) =>
  renderDvr({
    slots,
    live: null,
    channelId: CHANNEL,
    rendition: null,
    seal: null,
    cues: 'off',
    now: NOW,
    range: { from: 0, to, skips },
  })

test('of a day a player that has it is sent less than 4 KB', () => {
  const day = aDay()
  const part = render(day, true)
  expect(part.length).toBeLessThan(4096)
  expect(part).toContain('#EXT-X-SKIP:SKIPPED-SEGMENTS=43193')
  expect(render(day, false).match(/#EXTINF/g)).toHaveLength(43_200)
})

test('what is over has its end, and nothing of it is left out', () => {
  const text = render(aDay().slice(0, 100), true, NOW)
  expect(text).toContain('#EXT-X-ENDLIST')
  expect(text).not.toContain('EXT-X-SKIP')
})

test('where numbers have jumped the playlist begins after that', () => {
  const day = aDay()
  const text = render([...day.slice(0, 10), ...day.slice(20, 30)], false)
  expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:1020')
  expect(text.match(/#EXTINF/g)).toHaveLength(10)
})

test('a slot that could not be kept is a gap', () => {
  const [first] = aDay()
  if (first === undefined) throw new Error('There is no day.')
  expect(render([{ ...first, isMissing: true }], false)).toContain('#EXT-X-GAP')
})

test('slots are kept under the hour they are of, and found again where they were on air', () => {
  const segment = (at: number, discontinuity: boolean) => ({
    path: `${RUN}/${String(at).padStart(8, '0')}.ts`,
    durationSeconds: 2,
    discontinuity,
    programDateTime: new Date(NOW + at * 2000).toISOString(),
  })
  const window = {
    channelId: CHANNEL,
    mediaSequence: 10,
    discontinuitySequence: 3,
    positions: [],
    targetDurationSeconds: 2,
    lastPublishedAt: null,
    segments: [segment(0, false), segment(1, true), segment(2, false)],
  }
  const slots = slotsAbove(window, 10)
  expect(slots.map(({ number, discontinuityNumber }) => [number, discontinuityNumber])).toEqual([
    ...[
      [11, 4],
      [12, 4],
    ],
  ])
  expect(slots[0]?.path).toBe(`2026112812/${RUN}-00000001.ts`)
  expect(slots.map(pathOnAir)).toEqual([`${RUN}/00000001.ts`, `${RUN}/00000002.ts`])
  expect(beginOfHour('2026112812')).toBe(NOW)
})
