import { expect, test } from 'vitest'
import { changedSettings, isSeenByEncoder } from './changed-settings.ts'
import { StoredSettings } from './stored.ts'

const { hls, output, logo } = StoredSettings.parse({})
const stored = { hls, output, logo }
const place = { assetId: crypto.randomUUID(), x: 0, y: 0, width: 0.1, opacity: 1 }

test('a setting that FFmpeg is not told of is changed and not seen by it', () => {
  const after = { ...stored, hls: { ...hls, windowSegments: 12 } }
  expect(Object.keys(changedSettings(stored, after))).toEqual(['hls'])
  expect(isSeenByEncoder(stored, after)).toBe(false)
  expect(isSeenByEncoder(stored, { ...stored, hls: { ...hls, segmentSeconds: 4 } })).toBe(true)
})

test('a copy sees neither a logo nor how it would be encoded', () => {
  const copy = { ...stored, output: { ...output, mode: 'copy' as const } }
  const other = { ...copy, logo: place, output: { ...copy.output, presetId: 'sport' } }
  expect(isSeenByEncoder(copy, other)).toBe(false)
  expect(isSeenByEncoder(stored, { ...stored, logo: place })).toBe(true)
  expect(isSeenByEncoder(stored, copy)).toBe(true)
})

test('a first rule of who may watch is seen, as the folder of a run is known to all; others are not', () => {
  const { playback } = StoredSettings.parse({})
  const signed = { ...stored, playback: { ...playback, signed: true } }
  expect(isSeenByEncoder({ ...stored, playback }, signed)).toBe(true)
  expect(isSeenByEncoder(signed, { ...stored, playback })).toBe(true)
  const narrower = {
    ...stored,
    playback: { ...playback, signed: true, networks: ['192.0.2.0/24'] },
  }
  expect(isSeenByEncoder(signed, narrower)).toBe(false)
  expect(isSeenByEncoder(stored, { ...stored, playback })).toBe(false)
})

test('that breaks are told of at all is seen, the way in which they are is not', () => {
  const told = { ...stored, cues: 'daterange' as const }
  expect(isSeenByEncoder({ ...stored, cues: 'off' }, told)).toBe(true)
  expect(isSeenByEncoder(told, { ...told, cues: 'daterange-and-cue-out' })).toBe(false)
})

test('audio that is offered alone is seen where it makes a ladder of the channel, or has a copy make its audio', () => {
  const withAudio = (audio: object, change: object = {}) => ({
    ...stored,
    output: { ...output, audio: { ...output.audio, ...audio }, ...change },
  })
  const seen = (change: object, audio: object = {}) =>
    isSeenByEncoder(withAudio(audio, change), withAudio({ ...audio, asVariant: true }, change))
  const renditions = [
    { name: 'hd', height: 720 },
    { name: 'sd', height: 480 },
  ]
  const subtitles = [{ name: 'tur', label: null, language: null, track: {} }]
  expect(seen({})).toBe(true)
  expect(seen({ renditions })).toBe(false)
  expect(seen({ subtitles })).toBe(false)
  expect(seen({ mode: 'copy', renditions })).toBe(true)
  expect(seen({ mode: 'copy', subtitles })).toBe(true)
  const further = { renditions: [{ name: 'eng', track: { language: 'eng' } }] }
  expect(seen({ mode: 'copy' }, further)).toBe(false)
  expect(seen({ mode: 'copy' }, { mode: 'none' })).toBe(false)
})

test('how a copy makes its audio is seen, and how it would is not', () => {
  const copy = (audio: object) => ({
    ...stored,
    output: { ...output, mode: 'copy', audio: { ...output.audio, ...audio } },
  })
  expect(isSeenByEncoder(copy({}), copy({ levelDb: 3 }))).toBe(true)
  expect(isSeenByEncoder(copy({ levelDb: 3 }), copy({ levelDb: 3, bitrateKbps: 96 }))).toBe(true)
  expect(isSeenByEncoder(copy({}), copy({ bitrateKbps: 96 }))).toBe(false)
})
