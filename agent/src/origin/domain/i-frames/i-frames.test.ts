import { ChannelId } from '@cashbacktv/contract'
import { parse, setOptions, types } from 'hls-parser'
import { expect, test } from 'vitest'
import { PACKET_BYTES } from '../../../domain/transport-stream/packet.ts'
import { type Bitrates, withSlot } from '../ladder/bitrates.ts'
import { type IFrames, renderMultivariant } from '../ladder/multivariant.ts'
import { I_FRAMES, MULTIVARIANT, namedPlaylist } from '../ladder/named-playlist.ts'
import { type Listed, renderPlaylist } from '../playlist.ts'
import { findIFrame } from './find-i-frame.ts'
import { iFramesOf } from './i-frames-of.ts'
import {
  filler,
  IDR,
  INTRA,
  MIXED,
  PARAMETERS,
  PICTURE_PARAMETERS,
  PREDICTED,
  picture,
  SETS,
  tables,
} from './test/make-pictures.ts'

setOptions({ strictMode: true })

test('the bytes are those from the last tables before the first picture to its last packet', () => {
  const first = picture([...SETS, IDR], 1000)
  const half = 3 * PACKET_BYTES
  const segment = Buffer.concat([
    ...[filler(2), tables, filler(3), tables, filler(1)],
    ...[first.subarray(0, half), filler(4), first.subarray(half), filler(5)],
    picture([PREDICTED]),
  ])
  const offset = filler(5).length + tables.length
  const length = tables.length + filler(5).length + first.length
  expect(findIFrame(segment, true)).toEqual({ offset, length, tablesLength: tables.length })
  expect(findIFrame(segment, false)).toEqual({ offset, length, tablesLength: tables.length })
})

test('how far a picture goes is known once the next one begins, or the segment is over', () => {
  const segment = Buffer.concat([tables, picture([...SETS, IDR], 400), filler(9)])
  expect(findIFrame(segment, false)).toBe('too-short')
  expect(findIFrame(segment, true)).toEqual({
    offset: 0,
    length: segment.length - filler(9).length,
    tablesLength: tables.length,
  })
  expect(findIFrame(tables, false)).toBe('too-short')
  expect(findIFrame(tables, true)).toBeNull()
})

test.each([
  ['one since which nothing before is needed', [...SETS, IDR], true],
  ['one of an open group, which is no IDR picture', [...SETS, INTRA], true],
  ['one in several slices', [...SETS, IDR, IDR], true],
  ['one that needs another', [...SETS, PREDICTED], false],
  ['one of which a slice needs another', [...SETS, INTRA, PREDICTED], false],
  ['one without the parameters of its sequence', [PICTURE_PARAMETERS, IDR], false],
  ['one without its own parameters', [PARAMETERS, IDR], false],
  ['parameters alone', SETS, false],
  ['one in partitions', [...SETS, '42888000ff'], false],
  ['half the lines of one', [...MIXED, '65888400ff'], false],
  ['all lines of one that could be sent in halves', [...MIXED, '65888000ff'], true],
])('of what a segment begins with, this can be shown by itself: %s', (_, units, isShown) => {
  expect(findIFrame(Buffer.concat([tables, picture(units)]), true) !== null).toBe(isShown)
})

test('what comes before its tables, is of another kind or is nonsense has none', () => {
  const shown = picture([...SETS, IDR])
  expect(findIFrame(Buffer.concat([shown, tables, shown]), true)).toBeNull()
  const other = Buffer.from(tables)
  // Of the first track in the table of the programme: HEVC.
  other[other.indexOf(Buffer.from([0x1b, 0xe1, 0x00]))] = 0x24
  expect(findIFrame(Buffer.concat([other, shown]), true)).toBeNull()
  expect(findIFrame(Buffer.alloc(PACKET_BYTES * 20, 0x55), true)).toBeNull()
  expect(findIFrame(Buffer.alloc(0), true)).toBeNull()
})

const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
type Slot = Listed['segments'][number]
const slot = (at: number, change: Partial<Slot> = {}): Slot => ({
  path: `run-a/0000000${at}.ts`,
  durationSeconds: 2,
  discontinuity: at === 2,
  programDateTime: new Date(Date.UTC(2026, 0, 1) + at * 2000).toISOString(),
  iFrame: { offset: 376, length: 1000 * (at + 1), tablesLength: 188 },
  ...change,
})
const listed = (segments: Slot[]): Listed => ({
  channelId: CHANNEL,
  mediaSequence: 7,
  discontinuitySequence: 3,
  targetDurationSeconds: 2,
  segments,
})
const lines = (of: Listed, name: string | null) => renderPlaylist(of, name).split('\n')

test('a playlist of pictures says of each slot what that of its segments says, and which bytes', () => {
  const window = listed([slot(0), slot(1), slot(2)])
  const text = renderPlaylist(window, I_FRAMES)
  const playlist = parse(text)
  if (!(playlist instanceof types.MediaPlaylist)) throw new Error('It is no media playlist.')
  expect(playlist.isIFrame).toBe(true)
  expect(playlist.segments.map(({ byterange }) => byterange)).toEqual([
    { offset: 376, length: 1000 },
    { offset: 376, length: 2000 },
    { offset: 376, length: 3000 },
  ])
  const own = /^#EXT-X-(BYTERANGE|I-FRAMES-ONLY|MAP)/
  expect(text.split('\n').filter((line) => !own.test(line))).toEqual(lines(window, null))
})

test('the tables are named once a run, before the first picture of it that is there', () => {
  const { iFrame: _, ...without } = slot(0)
  const next = { path: 'run-b/00000000.ts' }
  const text = lines(listed([without, slot(1), slot(2), slot(3, next)]), I_FRAMES)
  const maps = text.flatMap((line, at) => (line.startsWith('#EXT-X-MAP') ? [at] : []))
  expect(maps.map((at) => text[at])).toEqual(
    ['run-a/00000001', 'run-b/00000000'].map((file) => {
      return `#EXT-X-MAP:URI="../_/${CHANNEL}/${file}.ts",BYTERANGE="188@376"`
    }),
  )
  expect(maps.map((at) => text[at + 1])).toEqual([
    ...['#EXT-X-BYTERANGE:2000@376', '#EXT-X-BYTERANGE:4000@376'],
  ])
})

test('of a ladder the bytes are of the rendition that they were measured in', () => {
  const ladder = {
    renditions: ['hd', 'low'].map((name) => ({ name, bytes: 9 })),
    audio: 9,
  }
  const iFrame = { rendition: 'low', offset: 0, length: 5, tablesLength: 2 }
  const [kept] = [slot(0, { ladder, iFrame, path: '2026010100/run-a-00000000.ts' })]
  expect(lines(listed([kept]), I_FRAMES).at(-2)).toContain('/2026010100/low/run-a-00000000.ts')
})

test('where a slot has no picture for itself, or is not kept, there is a gap, and the numbers go on', () => {
  const { iFrame: _, ...without } = slot(1)
  const text = lines(listed([slot(0), without, slot(2, { isMissing: true })]), I_FRAMES)
  expect(text.filter((line) => line === '#EXT-X-GAP')).toHaveLength(2)
  expect(text.filter((line) => line.startsWith('#EXTINF'))).toHaveLength(3)
  expect(text.filter((line) => line.startsWith('#EXT-X-BYTERANGE'))).toHaveLength(1)
})

test('there is such a playlist where any slot has one, and none where segments are encrypted', () => {
  const { iFrame: _, ...without } = slot(1)
  const found = { kind: 'media', rendition: I_FRAMES }
  expect(namedPlaylist(I_FRAMES, [slot(0), without])).toEqual(found)
  expect(namedPlaylist(I_FRAMES, [without])).toEqual({ kind: 'unknown' })
  expect(namedPlaylist(I_FRAMES, [slot(0)], { isEncrypted: true })).toEqual({ kind: 'unknown' })
  expect(namedPlaylist(MULTIVARIANT, [without])).toEqual({ kind: 'multivariant' })
})

test('what a playlist leads to is said with the most that any listed picture is over its time', () => {
  const shape = {
    width: 640,
    height: 360,
    framesPerSecond: 25,
    codec: 'avc1.64001e',
    hasCaptions: false,
  }
  const slots = [slot(0), slot(5), slot(1, { durationSeconds: 4 })]
  const iFrames = iFramesOf(slots, (newest) => (newest === slots[2] ? shape : null))
  expect(iFrames).toEqual<IFrames>({ peak: 24_000, shape })
  const bitrates = slots
    .slice(0, 1)
    .reduce<Bitrates>((known, one) => withSlot(known, one, 2), new Map())
  const text = renderMultivariant({
    variants: [{ name: 'index', shape, ownAudio: ['mp4a.40.2'] }],
    audio: [],
    bitrates,
    iFrames,
    query: 'window=60',
  })
  expect(text.trimEnd().split('\n').at(-1)).toBe(
    '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=24000,AVERAGE-BANDWIDTH=4000,RESOLUTION=640x360,CODECS="avc1.64001e",URI="i-frames.m3u8?window=60"',
  )
  expect(text).toContain('CODECS="avc1.64001e,mp4a.40.2"')
  parse(text)
  expect(iFramesOf([], () => shape)).toBeNull()
})

test('of a channel whose own audio is not known nothing is said of its kinds', () => {
  const shape = {
    width: 640,
    height: 360,
    framesPerSecond: 25,
    codec: 'avc1.64001e',
    hasCaptions: false,
  }
  const variants = [{ name: 'index', shape, ownAudio: null }]
  const text = renderMultivariant({ variants, audio: [], bitrates: new Map() })
  expect(text).toContain('RESOLUTION=640x360')
  expect(text).not.toMatch(/CODECS|I-FRAME/)
})
