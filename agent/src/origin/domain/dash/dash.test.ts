import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { listedSegments, periodsIn } from '../../test/read-manifest.ts'
import { type ManifestPeriod, renderManifest } from './manifest.ts'
import { anchorsOf, type DashSlot, type PlacedPeriod, placePeriods } from './place-periods.ts'
import { duration, element, escaped } from './xml.ts'

const BEGIN = Date.UTC(2026, 0, 1)
const RUNS = ['maaaaaa1-0123456789abcdef', 'maaaaaa2-0123456789abcdef']
const NEW = { known: new Map(), isStatic: false }

type Shown = {
  run?: number
  file: number
  seconds?: number
  at: number
  change?: Partial<DashSlot>
}

/** `at`: seconds since the begin of what is shown. */
function slot({ run = 0, file, seconds = 2, at, change }: Shown): DashSlot {
  return {
    path: `${RUNS[run]}/${String(file).padStart(8, '0')}.ts`,
    durationSeconds: seconds,
    discontinuity: false,
    discontinuityNumber: run,
    programDateTime: new Date(BEGIN + at * 1000).toISOString(),
    ...change,
  }
}

/** The clock of a run begins 1.4 s before its first segment, as FFmpeg has it. */
const clockOf = ({ path, durationSeconds }: DashSlot) =>
  Math.round((1.4 + Number(path.slice(-11, -3)) * durationSeconds) * TICKS)
const spansOf = (periods: readonly PlacedPeriod[]) =>
  periods.map(({ start, slots }) => [start - BEGIN / 1000, slots.length])

test('slots of one run are one period, which begins when its first one was shown', () => {
  const periods = placePeriods(
    [0, 1, 2].map((file) => slot({ file, at: 2 * file })),
    clockOf,
    NEW,
  )
  expect(spansOf(periods)).toEqual([[0, 3]])
  expect(periods[0]).toMatchObject({ tracks: ['video', 'audio'], begin: 126_000, offset: 126_000 })
})

test.each([
  ['a seam that overlaps', 3.2, [4, 1]],
  ['a seam with a moment between', 5.5, [4, 1]],
  ['a time in which nothing was shown', 60, [60, 1]],
])(
  '%s: no period begins before the end of the one before, and dates hold where time was lost',
  (_, at, second) => {
    const seam = slot({ run: 1, file: 7, at, change: { discontinuity: true } })
    const periods = placePeriods(
      [slot({ file: 0, at: 0 }), slot({ file: 1, at: 2 }), seam],
      clockOf,
      NEW,
    )
    expect(spansOf(periods)).toEqual([[0, 2], second])
  },
)

test('a slot that is missing, or of other tracks, begins another period, so that numbers do not jump', () => {
  const ladder = {
    renditions: [
      { name: 'hd', bytes: 9 },
      { name: 'low', bytes: 9 },
    ],
    audio: 9,
  }
  const without = {
    ...ladder,
    renditions: [
      { name: 'hd', bytes: 0 },
      { name: 'low', bytes: 9 },
    ],
  }
  const slots = [
    slot({ file: 0, at: 0, change: { ladder } }),
    slot({ file: 1, at: 2, change: { ladder, isMissing: true } }),
    slot({ file: 2, at: 4, change: { ladder } }),
    slot({ file: 3, at: 6, change: { ladder: without } }),
    slot({ file: 5, at: 10, change: { ladder: without } }),
  ]
  const periods = placePeriods(slots, clockOf, NEW)
  expect(spansOf(periods)).toEqual([
    [0, 1],
    [2, 1],
    [4, 1],
    [6, 1],
  ])
  expect(periods.map(({ tracks }) => tracks.join())).toEqual([
    ...['hd,low,audio', 'hd,low,audio', 'low,audio', 'low,audio'],
  ])
})

test('what is over begins at zero and has no holes', () => {
  const slots = [
    slot({ file: 4, at: 100 }),
    slot({ run: 1, file: 0, at: 900, change: { discontinuity: true } }),
  ]
  const periods = placePeriods(slots, clockOf, { known: new Map(), isStatic: true })
  expect(periods.map(({ start }) => start)).toEqual([0, 2])
})

test('of kinds that no CMAF is made of there is no period', () => {
  expect(placePeriods([slot({ file: 0, at: 0 })], () => null, NEW)).toEqual([])
})

const PIECES = fc.array(
  fc.record({
    seconds: fc.double({ min: 0.5, max: 6, noNaN: true }),
    isSeam: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    /** From it on a rendition is missing, or there again. */
    isChange: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
    /** How far the date of a seam is off the end of what was before. */
    off: fc.double({ min: -3, max: 20, noNaN: true }),
  }),
  { minLength: 2, maxLength: 30 },
)
type Piece = { seconds: number; isSeam: boolean; isChange: boolean; off: number }

/** One behind the other, each with the time of its run's clock. */
function timelineOf(pieces: readonly Piece[]): Map<DashSlot, number> {
  const clocks = new Map<DashSlot, number>()
  let [at, run, file, ticks] = [0, 0, 0, 126_000]
  let low = 9
  for (const { seconds, isSeam, isChange, off } of pieces) {
    if (isChange) low = 9 - low
    if (isSeam) [at, run, file, ticks] = [at + off, run + 1, 0, 126_000]
    const path = `m${String(run).padStart(7, '0')}-0123456789abcdef/${String(file).padStart(8, '0')}.ts`
    const ladder = {
      renditions: [
        { name: 'hd', bytes: 9 },
        { name: 'low', bytes: low },
      ],
      audio: 9,
    }
    const change = { discontinuity: isSeam, discontinuityNumber: run, path, ladder }
    clocks.set(slot({ file, seconds, at, change }), ticks)
    ;[at, file, ticks] = [at + seconds, file + 1, ticks + seconds * TICKS]
  }
  return clocks
}

const endOf = ({ start, begin, offset, slots }: PlacedPeriod) =>
  slots.reduce(
    (sum, { durationSeconds }) => sum + durationSeconds,
    start + (begin - offset) / TICKS,
  )

test('whatever is listed, what a period says does not change as the list slides on', () => {
  const holds = (pieces: readonly Piece[], size: number) => {
    const clocks = timelineOf(pieces)
    const all = [...clocks.keys()]
    let known: ReturnType<typeof anchorsOf> = new Map()
    const said = new Map<string, string>()
    for (let from = 0; from + size <= all.length; from++) {
      const listed = all.slice(from, from + size)
      const options = { known, isStatic: false }
      const periods = placePeriods(listed, (one) => clocks.get(one) ?? null, options)
      known = anchorsOf(periods)
      expect(new Set(periods.map(({ id }) => id)).size).toBe(periods.length)
      for (const [at, { id, start, offset }] of periods.entries()) {
        expect(said.get(id) ?? `${start} ${offset}`).toBe(`${start} ${offset}`)
        said.set(id, `${start} ${offset}`)
        const before = periods[at - 1]
        if (before) expect(start).toBeGreaterThanOrEqual(endOf(before) - 1e-6)
      }
    }
  }
  fc.assert(fc.property(PIECES, fc.integer({ min: 1, max: 6 }), holds))
})

const SHAPE = {
  width: 640,
  height: 360,
  codec: 'avc1.64001e',
  framesPerSecond: 30000 / 1001,
  hasCaptions: true,
}

function manifestPeriod(placed: PlacedPeriod): ManifestPeriod {
  const media = { name: 'audio', shape: { channels: 2, codec: 'mp4a.40.2' }, language: 'tur' }
  return {
    ...placed,
    pictures: [{ name: 'video', shape: SHAPE, bandwidth: 1e6 }],
    texts: [],
    audio: [
      {
        media: { ...media, label: 'Ses <1> & "2"', kind: 'main' },
        rate: 44_100,
        bandwidth: 96_000,
        begin: placed.begin + 100,
      },
    ],
    addressOf: (track) => ({ media: `${track}/$Number%08d$`, init: `${track}/init` }),
  }
}

test('each track has its segments by number, in its own ticks, with lengths that do not drift', () => {
  const slots = Array.from({ length: 5 }, (_, at) =>
    slot({ file: 3 + at, seconds: 2.002, at: at * 2.002 }),
  )
  const placed = placePeriods(slots, clockOf, NEW)
  const text = renderManifest({
    periods: placed.map(manifestPeriod),
    targetDurationSeconds: 3,
    breaks: [],
    live: { publishedAt: BEGIN + 20_000, clock: '../_/clock' },
  })
  const [period] = periodsIn(text)
  const [video, audio] = period?.tracks ?? []
  expect(listedSegments(period ?? { tracks: [] }, 'video')).toEqual(
    [3, 4, 5, 6, 7].map((number) => `video/0000000${number}`),
  )
  expect(video?.durations).toEqual(Array(5).fill(180_180))
  const sum = (audio?.durations ?? []).reduce((all, ticks) => all + ticks, 0)
  expect(Math.abs(sum - 5 * 2.002 * 44_100)).toBeLessThanOrEqual(1)
  expect(audio?.begin).toBe(
    Math.round(((clockOf(slot({ file: 3, seconds: 2.002, at: 0 })) + 100) * 44_100) / TICKS),
  )
  expect(text).toContain('frameRate="30000/1001"')
  expect(text).toContain('<Label>Ses &lt;1&gt; &amp; &quot;2&quot;</Label>')
  expect(text).toContain('lang="tr"')
  expect(text).toContain('urn:scte:dash:cc:cea-608:2015')
  // It ends 10.01 s after it began and was published after 20: players keep that far behind the clock.
  expect(text).toContain('suggestedPresentationDelay="PT18.99S"')
  expect(text).toContain('timeShiftBufferDepth="PT20S"')
})

test('text and attributes are escaped, what XML cannot hold is left out, and nothing is written for nothing', () => {
  expect(element('A', { b: '<"\u0000\'>', c: null, d: undefined, e: 0, f: true })).toBe(
    '<A b="&lt;&quot;&apos;&gt;" e="0" f="true"/>',
  )
  expect(escaped('ğ & \u0007\n')).toBe('ğ &amp; \n')
  expect([duration(2), duration(1e9 + 0.1234567), duration(0)]).toEqual([
    'PT2S',
    'PT1000000000.123457S',
    'PT0S',
  ])
})
