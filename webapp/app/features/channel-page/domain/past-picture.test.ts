import { expect, test } from 'vitest'
import { codedPicture } from './coded-picture.ts'
import { listedPictures, pictureAt, picturesBeside } from './listed-pictures.ts'

const LIST = 'https://tv.example/streams/news/i-frames.m3u8?window=60'
const entry = (seconds: number, part: string) =>
  `#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:0${seconds}.000Z\n#EXTINF:2.000000,\n${part}\n../_/c/dvr/${seconds}.ts\n`
const TEXT = `#EXTM3U\n#EXT-X-I-FRAMES-ONLY\n${entry(0, '#EXT-X-BYTERANGE:500@188')}${entry(2, '#EXT-X-GAP')}${entry(4, '#EXT-X-BYTERANGE:900@0')}`
const BEGIN = Date.UTC(2026, 0, 1)

test('pictures that are there are read with their bytes, and gaps are left out', () => {
  const [first, second, ...others] = listedPictures(TEXT, LIST)
  expect(others).toEqual([])
  expect(first).toEqual({
    at: BEGIN,
    address: 'https://tv.example/streams/_/c/dvr/0.ts',
    range: 'bytes=188-687',
  })
  expect(second?.range).toBe('bytes=0-899')
})

test('what is shown for an instant is what was on air, or last before it', () => {
  const pictures = listedPictures(TEXT, LIST)
  const at = (seconds: number) => pictureAt(pictures, BEGIN + seconds * 1000)?.range
  expect([at(-9), at(1), at(3.9), at(4), at(99)]).toEqual([
    ...['bytes=188-687', 'bytes=188-687', 'bytes=188-687', 'bytes=0-899', 'bytes=0-899'],
  ])
  expect(pictureAt([], BEGIN)).toBeUndefined()
})

test('the list is beside the playlist that is played, for the same time and viewer', () => {
  const played = 'https://tv.example/streams/news/hd.m3u8?window=60&token=x&CMCD=sid%3D%22a%22'
  expect(picturesBeside(played)).toBe(
    'https://tv.example/streams/news/i-frames.m3u8?window=60&token=x',
  )
})

const PICTURE = [0, 0, 0, 1, 0x67, 0x64, 0x00, 0x1e, 0xaa, 0, 0, 0, 1, 0x65, 1, 2, 3]
const PES_HEAD = [0, 0, 1, 0xe0, 0, 0, 0x80, 0x80, 5, 0x21, 0, 1, 0, 1]

/** One packet of a track, stuffed to its length. */
function packet(track: number, data: readonly number[]): number[] {
  const stuffed = 188 - 5 - data.length
  const head = [0x47, 0x40 | (track >> 8), track & 0xff, 0x30, stuffed, ...Array(stuffed).fill(0)]
  return [...head, ...data]
}

test('a picture is put together from its packets, whatever is between them, and says of what kind it is', () => {
  const whole = [
    ...[...packet(0, [0, 1, 2]), ...packet(256, [...PES_HEAD, ...PICTURE.slice(0, 11)])],
    ...[...packet(257, [9, 9, 9]), ...packet(256, PICTURE.slice(11))],
  ]
  expect(codedPicture(Uint8Array.from(whole))).toEqual({
    codec: 'avc1.64001e',
    data: Uint8Array.from(PICTURE),
  })
})

test('what is no picture is none', () => {
  expect(codedPicture(new Uint8Array(188 * 3))).toBeNull()
  expect(codedPicture(Uint8Array.from(packet(0, [1, 2, 3])))).toBeNull()
  expect(codedPicture(new Uint8Array(0))).toBeNull()
})
