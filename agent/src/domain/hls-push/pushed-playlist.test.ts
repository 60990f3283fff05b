import { expect, test } from 'vitest'
import { readMedia, readVariants, renameVariants } from './origin-playlist.ts'
import {
  pushedPlaylist,
  segmentName,
  typeOfFile,
  unbroken,
  variantName,
} from './pushed-playlist.ts'

const TEXT = `#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:40
#EXT-X-DISCONTINUITY-SEQUENCE:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000Z
#EXTINF:2.000000,
../_/one/a/00000001.ts
#EXT-X-DISCONTINUITY
#EXT-X-KEY:METHOD=AES-128,URI="../_/one/keys/5.key"
#EXT-X-DATERANGE:ID="break",START-DATE="2026-01-01T00:00:02.000Z"
#EXTINF:2.000000,
../_/one/b/00000001.ts
#EXT-X-GAP
#EXTINF:2.000000,
../_/one/b/00000002.ts
#EXTINF:1.500000,
../_/one/b/00000003.ts
`
const media = readMedia(TEXT)
const segments = media?.segments ?? []
const nameOf = (segment: (typeof segments)[number]) => segmentName('live.m3u8', segment)

test('what all of it says of each segment is kept, and what it is encrypted with is not', () => {
  if (media === null) throw new Error('Not read')
  const text = pushedPlaylist(media, segments, nameOf)
  const lines = TEXT.split('\n').filter((line) => !line.startsWith('#EXT-X-KEY'))
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual(
    lines.filter((line) => line.startsWith('#')),
  )
  expect(segments.map(({ keyUri }) => keyUri)).toEqual([
    null,
    ...Array(3).fill('../_/one/keys/5.key'),
  ])
})

test('a hole is never listed: the list begins behind it, with the numbers that belong there', () => {
  if (media === null) throw new Error('Not read')
  const listed = unbroken(segments, ({ number }) => number !== 41)
  expect(listed.map(({ number }) => number)).toEqual([42, 43])
  const text = pushedPlaylist(media, listed, nameOf)
  expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:42\n')
  // The seam that has left the list is counted.
  expect(text).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:8\n')
  // What nobody has is no hole: players are told to go past it.
  expect(text).toContain('#EXT-X-GAP\n')
  expect(unbroken(segments, ({ number }) => number !== 43)).toEqual([])
})

test('names are those of numbers and of what is in them', () => {
  const [first, second] = segments
  if (!first || !second) throw new Error('Not read')
  expect(nameOf(first)).toMatch(/^live-00000040-[0-9a-f]{10}\.ts$/)
  // The same number of a stream that has begun anew.
  expect(nameOf({ ...second, number: 40 })).not.toBe(nameOf(first))
  expect(nameOf(first)).toBe(nameOf({ ...first }))
  expect(typeOfFile('a.TS')).toBe('video/mp2t')
})

test('a multivariant playlist leads to the same renditions under other names, without pictures to seek by', () => {
  const text = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="A",URI="audio.m3u8?x=1"
#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="CC1",INSTREAM-ID="CC1"
#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="audio"
hd.m3u8?x=1
#EXT-X-STREAM-INF:BANDWIDTH=2,CODECS="mp4a.40.2",AUDIO="audio"
audio.m3u8?x=1
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i-frames.m3u8"
`
  expect(readVariants(text)).toEqual(['audio.m3u8?x=1', 'hd.m3u8?x=1'])
  const renamed = renameVariants(text, (uri) => variantName('live.m3u8', uri))
  expect(readVariants(renamed)).toEqual(['live-audio.m3u8', 'live-hd.m3u8'])
  expect(renamed).not.toContain('i-frames')
  expect(renamed).toContain('INSTREAM-ID="CC1"')
  // The same audio offered alone is uploaded once.
  expect(renamed).toContain('AUDIO="audio"\nlive-audio.m3u8\n')
  expect(readVariants(TEXT)).toBeNull()
  expect(readMedia('This channel is off air.')).toBeNull()
})
