import type { AudioOnAir } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { audioMedia, mediaLines, NOTHING_SAID, saidOfPast } from './audio-media.ts'
import { audioOf, filesOf } from './slot-files.ts'

const stereo = () => ({ channels: 2, codec: 'mp4a.40.2' })
const attributes = (said: AudioOnAir) =>
  mediaLines(audioMedia(said, stereo), '.m3u8').map((line) => line.split(',').slice(2))
const named = (name: string, label: string | null, track: object = {}) => ({ name, label, track })

test('a channel of one audio says so as ever', () => {
  expect(attributes(NOTHING_SAID)).toEqual([
    ['NAME="Audio"', 'DEFAULT=YES', 'AUTOSELECT=YES', 'CHANNELS="2"', 'URI="audio.m3u8"'],
  ])
})

test('no two of a group have one name, whatever people call them', () => {
  const renditions = [
    named('a', 'Original'),
    named('b', 'Original'),
    named('c', null, { language: 'zzz' }),
  ]
  const names = attributes({ language: 'tur', renditions }).map(([name]) => name)
  expect(names).toEqual([
    'NAME="Türkçe"',
    'NAME="Original"',
    'NAME="Original (audio-b)"',
    'NAME="c"',
  ])
})

test.each([
  ['commentary', 'AUTOSELECT=NO', undefined],
  ['description', 'AUTOSELECT=YES', 'public.accessibility.describes-video'],
  ['hearing-impaired', 'AUTOSELECT=YES', 'public.accessibility.enhances-speech-intelligibility'],
  ['dub', 'AUTOSELECT=YES', undefined],
] as const)('players are told what audio of the kind %s is for', (kind, chosen, characteristic) => {
  const said = { language: null, renditions: [named('x', 'X', { kind })] }
  const line = mediaLines(audioMedia(said, stereo), '.m3u8')[1] ?? ''
  expect(line).toContain(chosen)
  expect(/CHARACTERISTICS="([^"]+)"/.exec(line)?.[1]).toBe(characteristic)
})

const slot = (...names: string[]) => ({
  path: 'run/00000001.ts',
  ladder: {
    renditions: [{ name: 'main', bytes: 9 }],
    audio: 5,
    moreAudio: names.map((name) => ({ name, bytes: 4 })),
  },
})

test('what was kept is told by what it holds, and not by what is wanted now', () => {
  const said = { language: 'tur', renditions: [named('eng', 'English'), named('new', 'New')] }
  expect(saidOfPast(said, [slot('audio-eng', 'audio-gone')])).toEqual({
    language: 'tur',
    renditions: [named('eng', 'English'), named('gone', null)],
  })
})

test('viewers of audio that a slot has not hear its main one', () => {
  expect(audioOf(slot('audio-eng'), 'audio-eng')).toBe('run/audio-eng/00000001.aac')
  expect(audioOf(slot(), 'audio-eng')).toBe('run/audio/00000001.aac')
  const files = ['run/main/00000001.ts', 'run/audio/00000001.aac', 'run/audio-eng/00000001.aac']
  expect(filesOf(slot('audio-eng'))).toEqual(files)
})
