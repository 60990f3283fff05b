import { ChannelId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { renderPlaylist } from '../playlist.ts'
import { furtherNames, saidOfPast } from './audio-media.ts'
import { renderMultivariant } from './multivariant.ts'
import { namedPlaylist } from './named-playlist.ts'
import { filesOf } from './slot-files.ts'
import { subtitleLines } from './subtitle-media.ts'

const SAID = [
  { name: 'tur', label: null, language: 'tur' },
  { name: 'tr2', label: null, language: 'tr' },
  { name: 'any', label: 'A "name"', language: null },
]

const slot = (subtitles: string[]) => ({
  path: 'run/00000001.ts',
  ladder: {
    renditions: [{ name: 'main', bytes: 9 }],
    audio: null,
    ...(subtitles.length === 0
      ? {}
      : { subtitles: subtitles.map((name) => ({ name: `subs-${name}`, bytes: 7 })) }),
  },
})

test('players are told of each, and begin with none', () => {
  expect(subtitleLines(SAID, '.m3u8?start=1')).toEqual([
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Türkçe",LANGUAGE="tr",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="subs-tur.m3u8?start=1"',
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Türkçe (tr2)",LANGUAGE="tr",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="subs-tr2.m3u8?start=1"',
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="A ’name’",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="subs-any.m3u8?start=1"',
  ])
  const shape = { width: 1280, height: 720, framesPerSecond: 50, codec: 'avc1.640029' }
  const variants = [{ name: 'main', shape: { ...shape, hasCaptions: false } }]
  const text = renderMultivariant({ variants, audio: [], subtitles: SAID, bitrates: new Map() })
  expect(text).toContain('FRAME-RATE=50.000,SUBTITLES="subs",CLOSED-CAPTIONS=NONE\nmain.m3u8')
})

test('a slot has its files of subtitles, and of one without them is nothing to be had', () => {
  expect(filesOf(slot(['tur']))).toEqual(['run/main/00000001.ts', 'run/subs-tur/00000001.vtt'])
  const segments = [slot([]), slot(['tur'])].map((one, at) => ({
    ...one,
    durationSeconds: 2,
    discontinuity: false,
    programDateTime: new Date(at * 2000).toISOString(),
  }))
  const channelId = ChannelId.parse('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001')
  const listed = { channelId, mediaSequence: 5, discontinuitySequence: 1, targetDurationSeconds: 2 }
  const text = renderPlaylist({ ...listed, segments }, 'subs-tur')
  expect(text.match(/#EXT-X-GAP/g)).toHaveLength(1)
  expect(text).toMatch(
    /#EXT-X-GAP\n#EXTINF:2.000000,\n\S+\n.*\n#EXTINF:2.000000,\n\S+subs-tur\/00000001.vtt\n$/,
  )
  expect(namedPlaylist('subs-tur', segments).kind).toBe('media')
  expect(namedPlaylist('subs-deu', segments).kind).toBe('unknown')
})

test('what was kept is told by what it holds', () => {
  const said = { language: null, renditions: [], subtitles: SAID }
  expect(furtherNames(said)).toEqual(['subs-tur', 'subs-tr2', 'subs-any'])
  const { subtitles } = saidOfPast(said, [slot(['tur', 'old']), slot(['tur'])])
  expect(subtitles).toEqual([SAID[0], { name: 'old', label: null, language: null }])
  expect(saidOfPast(said, [slot([])])).not.toHaveProperty('subtitles')
})
