import { parse, setOptions, types } from 'hls-parser'
import { expect, test } from 'vitest'
import { audioMedia, NOTHING_SAID, saidOfPast } from './audio-media.ts'
import { type Multivariant, renderMultivariant } from './multivariant.ts'

setOptions({ strictMode: true })

const SHAPE = {
  width: 1280,
  height: 720,
  framesPerSecond: 25,
  codec: 'avc1.640029',
  hasCaptions: false,
}
const STEREO = { channels: 2, codec: 'mp4a.40.2' }
const ENGLISH = { name: 'eng', label: 'English', track: {} }
const SUBTITLES = [{ name: 'tur', label: null, language: 'tur' }]
const BITRATES = new Map([
  ['hd', { peak: 3_000_000, mean: 2_000_000 }],
  ['audio', { peak: 131_000.4, mean: 128_000.2 }],
  ['audio-eng', { peak: 140_000, mean: 127_000 }],
])

function multivariant(change: Partial<Multivariant> = {}) {
  const text = renderMultivariant({
    variants: [
      { name: 'hd', shape: SHAPE },
      { name: 'sd', shape: { ...SHAPE, width: 640, height: 360 } },
    ],
    audio: audioMedia(NOTHING_SAID, () => STEREO),
    hasAudioVariant: true,
    bitrates: BITRATES,
    ...change,
  })
  const playlist = parse(text)
  if (!(playlist instanceof types.MasterPlaylist))
    throw new Error('It is no multivariant playlist.')
  const alone = playlist.variants.filter(({ uri }) => /^audio\.m3u8/.test(uri))
  const line = /#EXT-X-STREAM-INF:(.*)\naudio\.m3u8/.exec(text)?.[1]
  return { text, uris: playlist.variants.map(({ uri }) => uri), alone, line }
}

test('the audio is the last variant, of what was measured of it alone and of its codec alone', () => {
  const { uris, line } = multivariant()
  expect(uris).toEqual(['hd.m3u8', 'sd.m3u8', 'audio.m3u8'])
  expect(line?.split(',')).toEqual([
    'BANDWIDTH=131001',
    'AVERAGE-BANDWIDTH=128001',
    'CODECS="mp4a.40.2"',
    'AUDIO="audio"',
    'CLOSED-CAPTIONS=NONE',
  ])
})

test('it is said of it what holds with whichever audio, and with the subtitles of the others', () => {
  const said = { language: 'tur', renditions: [ENGLISH] }
  const audio = audioMedia(said, () => STEREO)
  const { line, text } = multivariant({ audio, subtitles: SUBTITLES, query: 'token=x' })
  expect(line).toContain('BANDWIDTH=140000,AVERAGE-BANDWIDTH=128001,CODECS="mp4a.40.2"')
  expect(line).toContain('AUDIO="audio",SUBTITLES="subs"')
  expect(text).toContain('\naudio.m3u8?token=x\n')
})

test('where pictures have captions nothing is said of those of the audio', () => {
  const variants = [{ name: 'hd', shape: { ...SHAPE, hasCaptions: true } }]
  const { text, line } = multivariant({ variants })
  expect(text).toContain('CLOSED-CAPTIONS="cc"')
  expect(line).not.toContain('CAPTIONS')
})

test.each<[string, Partial<Multivariant>]>([
  ['nobody wants it', { hasAudioVariant: undefined }],
  ['there is none that stands beside the pictures', { audio: [] }],
  [
    'the main one is not there',
    { audio: audioMedia({ language: null, renditions: [ENGLISH] }, () => STEREO).slice(1) },
  ],
  // Players would take it for a smaller picture.
  ['a picture does not say its size', { variants: [{ name: 'hd', shape: null }] }],
])('there is no such variant where %s', (_, change) => {
  expect(multivariant(change).alone).toEqual([])
})

test('of what is kept it is said as it is wanted now', () => {
  expect(saidOfPast({ ...NOTHING_SAID, asVariant: true }, [])).toMatchObject({ asVariant: true })
})
