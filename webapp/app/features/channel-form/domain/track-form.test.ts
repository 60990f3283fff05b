import { expect, test } from 'vitest'
import { choiceOf, formOfTracks, parseTrack, toTracks, trackMeant, tracksOf } from './track-form.ts'

const track = { codec: 'mp2', profile: null, channels: 2, sampleRate: 48_000 }

test('a choice of tracks survives the form, and nothing chosen takes it away', () => {
  const source = { program: 101, audioTrack: { pid: 257, language: 'tur' } }
  const values = formOfTracks(source)
  expect(values).toEqual({ program: '101', audioTrack: '0x101 tur' })
  expect(toTracks(values)).toEqual(source)
  expect(toTracks(formOfTracks({}))).toEqual({ program: null, audioTrack: null })
})

test('a track is typed in any order, with a PID in either way of writing it', () => {
  expect(parseTrack('TUR, description')).toEqual({ language: 'tur', kind: 'description' })
  expect(parseTrack('257')).toEqual({ pid: 257 })
  expect(parseTrack('description 0x101')).toEqual({ pid: 257, kind: 'description' })
})

test('what is no number of a programme is for the API to refuse', () => {
  expect(toTracks({ program: 'one', audioTrack: '' }).program).toBe(-1)
})

test('only the tracks of the chosen programme are offered', () => {
  const facts = {
    container: 'mpegts',
    video: {
      codec: 'h264',
      width: 320,
      height: 180,
      framesPerSecond: 25,
      interlaced: false,
      pixelFormat: null,
    },
    audio: null,
    bitrateKbps: null,
    program: 1,
    programs: [1, 2].map((number) => ({ number, name: null, hasVideo: true })),
    audioTracks: [
      { ...track, streamId: 257, programs: [1], language: 'tur' },
      { ...track, streamId: 258, programs: [2], kind: 'description' as const },
    ],
  }
  expect(tracksOf(facts, '').map(choiceOf)).toEqual(['0x101 tur'])
  expect(tracksOf(facts, '2').map(choiceOf)).toEqual(['0x102 description'])
})

test('a choice means the track of which all is said that it says, in either code of a language', () => {
  const tracks = [
    { ...track, streamId: 257, language: 'tur' },
    { ...track, streamId: 258, language: 'tur', kind: 'description' as const },
  ]
  expect(trackMeant('tr', tracks)?.streamId).toBe(257)
  expect(trackMeant('tur description', tracks)?.streamId).toBe(258)
  expect(trackMeant('0x102', tracks)?.streamId).toBe(258)
  for (const none of ['eng', '0x103', 'commentary', '']) {
    expect(trackMeant(none, tracks)).toBeUndefined()
  }
})
