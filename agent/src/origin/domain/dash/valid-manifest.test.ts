import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { brokenRules } from '../../test/manifest-rules.ts'
import type { AudioMedia } from '../ladder/audio-media.ts'
import { type ManifestAudio, renderManifest } from './manifest.ts'
import { type DashSlot, type PlacedPeriod, placePeriods } from './place-periods.ts'

const BEGIN = Date.UTC(2026, 0, 1)
const SHAPE = {
  width: 640,
  height: 360,
  codec: 'avc1.64001e',
  hasCaptions: true,
  framesPerSecond: 30000 / 1001,
}
const KINDS: AudioMedia['kind'][] = ['main', 'description', 'commentary', 'hearing-impaired']
const at = (seconds: number) => new Date(BEGIN + seconds * 1000).toISOString()

/** Of a ladder with all that there can be, of which a rendition ends after two slots. */
const SLOTS = [0, 1, 2, 3].map((file): DashSlot => {
  const names = (...all: string[]) => all.map((name) => ({ name, bytes: 9 }))
  return {
    path: `maaaaaa1-0123456789abcdef/${String(file).padStart(8, '0')}.ts`,
    durationSeconds: 2.002,
    discontinuity: false,
    discontinuityNumber: 0,
    programDateTime: at(file * 2),
    ladder: {
      renditions: [...names('hd'), { name: 'low', bytes: file < 2 ? 9 : 0 }],
      audio: 9,
      moreAudio: names('audio-a', 'audio-b'),
      subtitles: names('subs-a', 'subs-b'),
    },
  }
})
const BREAKS = [
  {
    id: 'splice-1',
    startsAt: at(1),
    plannedSeconds: 30,
    seconds: 4.5,
    out: 'fc3025',
    in: 'fc3026',
  },
  { id: 'splice-2', startsAt: at(5), out: 'fc3027' },
]

type Said = { label: string | null; bandwidth: number }
type Made = Said & { isStatic?: boolean; change?: (text: string) => string }

function manifest({ label, bandwidth, isStatic = false }: Made): string {
  const clock = ({ path }: DashSlot) => 126_000 + Number(path.slice(-11, -3)) * 2.002 * TICKS
  const placed = placePeriods(SLOTS, clock, { known: new Map(), isStatic })
  const live = isStatic ? null : { publishedAt: BEGIN + 20_123, clock: '../_/clock' }
  const periods = placed.map((period) => described(period, { label, bandwidth }))
  return renderManifest({ periods, targetDurationSeconds: 3, breaks: BREAKS, live })
}

function described(period: PlacedPeriod, { label, bandwidth }: Said) {
  const audio = ['audio', 'audio-a', 'audio-b'].map((name, index): ManifestAudio => {
    const shape = { channels: 2, codec: 'mp4a.40.2' }
    const kind = KINDS[index] ?? 'main'
    const media = { name, shape, label, kind, language: index === 0 ? 'tur' : null }
    return { media, rate: 48_000, bandwidth, begin: period.begin - 40 }
  })
  const pictures = period.tracks
    .filter((name) => name === 'hd' || name === 'low')
    .map((name) => ({ name, bandwidth, shape: SHAPE }))
  const texts = ['subs-a', 'subs-b'].map((name, index) => {
    return { name, label, bandwidth, language: index === 0 ? 'eng' : null }
  })
  const addressOf = (track: string) => ({
    media: `../_/x/${track}/$Number%08d$.mp4`,
    init: `../_/x/${track}/init.mp4`,
  })
  return { ...period, pictures, audio, texts, addressOf }
}

test('a manifest with texts and events in it is as the standard has it, live and once it is over', () => {
  for (const isStatic of [false, true]) {
    const text = manifest({ label: 'Ses & "söz"', bandwidth: 1e6, isStatic })
    expect(brokenRules(text)).toEqual([])
    expect(text.match(/codecs="wvtt"|<EventStream /g)).toHaveLength(2 * 2 + 2)
  }
})

test('whatever somebody calls a track, and however little of it there is', () => {
  const said = fc.record({
    label: fc.option(fc.string({ unit: 'binary', minLength: 1 })),
    bandwidth: fc.double({ min: 0, max: 1e9, noNaN: true }),
  })
  const holds = (one: Said) => void expect(brokenRules(manifest(one))).toEqual([])
  fc.assert(fc.property(said, holds))
})

test.each([
  ['elements in another order', /(<Label>.*?<\/Label>)(<Role [^>]*>)/, '$2$1'],
  ['a time that is none', /presentationTime="/, 'presentationTime="-'],
  ['a length of nothing', / d="\d+"/, ' d="0"'],
  ['something that is not known', / codecs="wvtt"/, ' codecs="wvtt" language="tr"'],
  ['something that is not there', / bandwidth="\d+"/, ''],
  ['an address without its number', /\$Number%08d\$/, '1'],
  ['one id for two', /AdaptationSet id="1"/, 'AdaptationSet id="2"'],
  ['a section that is no base64', /(?<=<scte35:Binary>)/, '*'],
  ['a period within another', /<Period id="0-2" start="PT\d+/, '<Period id="0-2" start="PT1'],
  ['no clock', / publishTime="[^"]*"/, ''],
])('what is not is seen: %s', (_, found, put) => {
  const text = manifest({ label: 'x', bandwidth: 1 })
  const changed = text.replace(found, put)
  expect(changed).not.toBe(text)
  expect(brokenRules(changed)).toHaveLength(1)
})

test.each([/<\/Period>/, /(?<=<Label>)/, /(?<=<MPD)/])(
  'what is no XML is refused: without %s',
  (cut) => {
    const text = manifest({ label: 'x', bandwidth: 1 })
    expect(() => brokenRules(text.replace(cut, (found) => (found === '' ? ' & ' : '')))).toThrow()
  },
)
