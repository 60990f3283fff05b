import { describe, expect, it } from 'vitest'
import { recognise } from './recognise.ts'

const packet = Buffer.alloc(188, 0xff)
packet.set([0x47, 0x1f, 0xff, 0x10])
const packets = (count: number) => Buffer.concat(Array.from({ length: count }, () => packet))

const PLAYLIST =
  '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n#EXTINF:4,\n7.ts\n'
const texts: [what: string, text: string, content: string][] = [
  ['a media playlist', PLAYLIST, 'hls'],
  ['a playlist with a byte order mark', `\uFEFF${PLAYLIST}`, 'hls'],
  ['a list of channels', '#EXTM3U\n#EXTINF:-1,GLOBAL\nhttp://panel.example/1\n', 'channel-list'],
  ['a page', '<!DOCTYPE html><html><body>GEO BLOCKED</body></html>', 'page'],
  ['a DASH manifest', '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash">G</MPD>', 'dash'],
  ['a message', 'GONE: your account has expired', 'text'],
]

describe('what the first bytes of a source are', () => {
  // The sync byte of a transport stream is the letter G.
  it.each(texts)('%s is one at every length and with a G at every place', (_, text, content) => {
    for (let length = text.length; length < 1200; length += 7) {
      const long = text + 'G'.repeat(length - text.length)
      expect([length, recognise(Buffer.from(long))]).toEqual([length, content])
    }
  })

  it('a page in another encoding than UTF-8 is a page', () => {
    const page = Buffer.from('<html><body>GİRİŞ YAPIN: ödeme bekleniyor</body></html>', 'latin1')
    expect(recognise(Buffer.concat([page, Buffer.alloc(200, 'G')]))).toBe('page')
  })

  it('a transport stream is one from wherever in a packet it is joined', () => {
    for (let from = 0; from < 188; from++) {
      expect([from, recognise(packets(6).subarray(from))]).toEqual([from, 'transport-stream'])
    }
    for (const count of [1, 2, 3]) expect(recognise(packets(count))).toBe('transport-stream')
  })

  it('a picture is one, also a GIF, whose name begins with the sync byte', () => {
    expect(recognise(Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(300, 1)]))).toBe('picture')
    expect(recognise(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))).toBe('picture')
  })

  it('a file of boxes is one by its first box, and nothing is nothing', () => {
    expect(recognise(Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0'))).toBe('mp4')
    expect(recognise(Buffer.alloc(0))).toBe('nothing')
    expect(recognise(Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 1, 2]))).toBe('unknown')
  })
})
