import { ChannelId, RecordingId, type RecordingSpec } from '@cashbacktv/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRange } from '../dvr/dvr-range.ts'
import { type DvrSlot, HOUR_MS, hourOf } from '../dvr/dvr-slot.ts'
import { isPinned, isWhollyPinned, spansOver } from '../dvr/pins.ts'
import { NOTHING_SAID } from '../ladder/audio-media.ts'
import { chaptersOf, chaptersText } from './chapters.ts'
import { exportedSeconds, exportPlaylists } from './export-plan.ts'
import { figuresOf, joined, NOTHING, withEdges } from './figures.ts'
import { isComplete, listForm, recorded, renumbered, spanOf } from './recorded-slots.ts'

const NOON = Date.UTC(2026, 10, 28, 12)
const SPEC: RecordingSpec = {
  id: RecordingId.parse('00000000-0000-4000-8000-0000000000a1'),
  channelId: ChannelId.parse('00000000-0000-4000-8000-000000000001'),
  key: '0'.repeat(32),
  rollingSeconds: null,
  isExported: false,
  uploadedAs: null,
  from: new Date(NOON).toISOString(),
  to: null,
}

/** Two seconds each, from noon on. */
function slots(count: number, change: (at: number) => Partial<DvrSlot> = () => ({})): DvrSlot[] {
  return Array.from({ length: count }, (_, at) => ({
    path: `2026112812/run-${String(at).padStart(8, '0')}.ts`,
    number: 100 + at,
    discontinuityNumber: 5,
    durationSeconds: 2,
    discontinuity: false,
    programDateTime: new Date(NOON + at * 2000).toISOString(),
    bytes: 10,
    ...change(at),
  }))
}

test('a slot belongs to a recording when any of it does, and an hour when any slot of it may', () => {
  const [slot] = slots(1)
  if (slot === undefined) throw new Error('There is none.')
  const within = (from: number, to: number) =>
    isPinned(slot, [{ from: NOON + from, to: NOON + to }])
  expect([within(0, 1), within(1999, 5000), within(2000, 5000), within(-5, 0)]).toEqual([
    ...[true, true, false, false],
  ])
  const hour = hourOf(NOON)
  expect(spansOver(hour, [{ from: NOON - 5000, to: NOON }])).toEqual([])
  expect(spansOver(hour, [{ from: NOON - 5000, to: NOON + 1 }])).toHaveLength(1)
  // The last slot of an hour may reach into the next.
  expect(isWhollyPinned(hour, [{ from: NOON, to: NOON + HOUR_MS }])).toBe(false)
  expect(isWhollyPinned(hour, [{ from: NOON, to: NOON + HOUR_MS + 60_000 }])).toBe(true)
})

test('a recording claims from its begin to its end, a rolling one its newest part', () => {
  expect(spanOf(SPEC, NOON + 1).to).toBe(Number.POSITIVE_INFINITY)
  const rolling = { ...SPEC, rollingSeconds: 60 }
  expect(spanOf(rolling, NOON + 30_000).from).toBe(NOON)
  expect(spanOf(rolling, NOON + 90_000).from).toBe(NOON + 30_000)
  const stopped = { ...rolling, to: new Date(NOON + 90_000).toISOString() }
  expect(spanOf(stopped, NOON + HOUR_MS)).toEqual({ from: NOON + 30_000, to: NOON + 90_000 })
  expect([isComplete(stopped, NOON + 91_000), isComplete(stopped, NOON + 121_000)]).toEqual([
    ...[false, true],
  ])
})

test('a list of a recording ends when nothing can follow, and moves where its begin does', () => {
  const formOf = (asked: string, change: Partial<RecordingSpec> = {}) => {
    const query = new URLSearchParams(asked)
    const read = readRange(query, NOON)
    if (read === 'wrong') throw new Error('It is no range.')
    const range = read === 'live' ? null : read
    return listForm({ ...SPEC, ...change }, { range, isWindow: query.has('window') }, NOON)
  }
  const at = (ms: number) => new Date(NOON + ms).toISOString()
  const from = at(-HOUR_MS)
  expect(formOf('')).toBe('growing')
  expect(formOf('window=60')).toBe('sliding')
  expect(formOf('', { rollingSeconds: 60 })).toBe('sliding')
  expect(formOf(`start=${from}`)).toBe('growing')
  expect(formOf(`start=${from}&end=${at(1000)}`)).toBe('growing')
  expect(formOf(`start=${from}&end=${at(1000)}`, { rollingSeconds: 60 })).toBe('sliding')
  expect(formOf(`start=${from}&end=${at(0)}`)).toBe('over')
  expect(formOf(`start=${from}&end=${at(0)}`, { rollingSeconds: 60 })).toBe('over')
  expect(formOf('window=60', { to: at(-HOUR_MS) })).toBe('over')
})

test('figures are the same however a recording is parted', () => {
  const slot = fc.record({
    isMissing: fc.boolean(),
    discontinuity: fc.boolean(),
    durationSeconds: fc.integer({ min: 1, max: 5 }),
  })
  fc.assert(
    fc.property(fc.array(slot, { maxLength: 30 }), fc.nat(30), (changes, cut) => {
      const all = slots(changes.length, (at) => changes[at] ?? {})
      const parted = joined(figuresOf(all.slice(0, cut)), figuresOf(all.slice(cut)))
      expect(parted).toEqual(figuresOf(all))
    }),
  )
})

test('what is missing is counted: within, before and after', () => {
  const all = slots(10, (at) => ({ isMissing: at === 4 || at === 5, discontinuity: at === 7 }))
  const figures = figuresOf(all)
  expect(figures).toMatchObject({ seconds: 16, bytes: 80, seams: 1, gaps: 1, missingSeconds: 4 })
  const asked = { from: NOON - 10_000, to: NOON + 21_000 }
  expect(withEdges(figures, asked)).toMatchObject({ gaps: 2, missingSeconds: 14 })
  expect(withEdges(NOTHING, asked)).toEqual(NOTHING)
})

test('a recording is numbered by itself, and where something lacks its clocks are said to break', () => {
  const all = slots(6, (at) => ({
    isMissing: at === 2,
    number: at < 4 ? 100 + at : 900 + at,
    discontinuityNumber: at < 3 ? 5 : 6,
  }))
  const found = renumbered(recorded(all, { from: NOON, to: NOON + 12_000 }))
  expect(found.map(({ number, discontinuity }) => [number, discontinuity])).toEqual([
    ...[
      [0, false],
      [1, false],
      [2, true],
      [3, true],
      [4, false],
    ],
  ])
})

test('chapters lead from seam to seam and have the time at which it was shown', () => {
  const chapters = chaptersOf(slots(10, (at) => ({ discontinuity: at === 4 || at === 9 })))
  expect(chapters.map(({ beginSeconds, endSeconds }) => [beginSeconds, endSeconds])).toEqual([
    ...[
      [0, 8],
      [8, 18],
      [18, 20],
    ],
  ])
  const text = chaptersText(chapters, 'Whole')
  expect(text).toContain('START=8000\nEND=18000\ntitle=2026-11-28 12:00:08 UTC\n')
})

test('a file is read from the largest picture of a ladder and the audio beside it', () => {
  const ladder = {
    renditions: [
      { name: 'p720', bytes: 1 },
      { name: 'p360', bytes: 1 },
    ],
    audio: 1,
  }
  const lists = exportPlaylists(
    slots(2, () => ({ ladder })),
    '/dvr/one',
    NOTHING_SAID,
  )
  expect([...lists.keys()]).toEqual(['picture.m3u8', 'audio.m3u8', 'index.m3u8'])
  expect(lists.get('picture.m3u8')).toContain('/dvr/one/2026112812/p720/run-00000001.ts\n')
  expect(lists.get('audio.m3u8')).toContain('/dvr/one/2026112812/audio/run-00000001.aac\n')
  expect(exportPlaylists(slots(2), '/dvr/one', NOTHING_SAID).get('index.m3u8')).toContain(
    '#EXT-X-ENDLIST',
  )
})

test('progress is what FFmpeg last said', () => {
  expect(exportedSeconds('out_time_us=1500000\nout_time_us=2500000\n')).toBe(2.5)
  expect(exportedSeconds('out_time_us=N/A\n')).toBeNull()
})
