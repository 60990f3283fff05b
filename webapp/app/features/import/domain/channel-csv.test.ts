import { expect, test } from 'vitest'
import { channelRows } from './channel-csv.ts'

const channel = (sources: object[]) => ({
  name: 'Haber',
  slug: 'haber',
  priority: 50,
  note: 'x',
  output: { mode: 'transcode', presetId: 'broadcast' },
  hostId: 'h',
  pinned: true,
  groupId: null,
  sources,
})
const names = new Map([
  ['h', 'Ankara'],
  ['g', 'Spor'],
])
// biome-ignore lint/suspicious/noExplicitAny: only what a row is made of
const rowsOf = (channels: object[]) => channelRows(channels as any, names)

test('how sources are read is in columns where they are alike, and behind their addresses where not', () => {
  const headers = [{ name: 'X-Token', value: 'a b' }]
  const alike = [{ url: 'http://a/', userAgent: 'VLC', headers }, { url: 'udp://@239.1.1.1:5000' }]
  const other = [{ url: 'http://a/', userAgent: 'VLC', headers }, { url: 'http://b/' }]
  const rows = rowsOf([channel(alike), channel(other), channel([{ url: 'srt://a:1' }])])
  expect(rows).toEqual([
    [
      ...['name', 'slug', 'source', 'source 2', 'user-agent', 'referer', 'headers'],
      ...['program number', 'audio track', 'rtsp transport'],
      ...['preset', 'mode', 'host', 'channel group', 'priority', 'note'],
    ],
    [
      ...['Haber', 'haber', 'http://a/', 'udp://@239.1.1.1:5000', 'VLC', '', 'X-Token: a b'],
      ...['', '', ''],
      ...['broadcast', 'transcode', 'Ankara', '', '50', 'x'],
    ],
    [
      ...['Haber', 'haber', 'http://a/|User-Agent=VLC&X-Token=a%20b', 'http://b/', '', '', ''],
      ...['', '', ''],
      ...['broadcast', 'transcode', 'Ankara', '', '50', 'x'],
    ],
    [
      ...['Haber', 'haber', 'srt://a:1', '', '', '', '', '', '', ''],
      ...['broadcast', 'transcode', 'Ankara', '', '50', 'x'],
    ],
  ])
})

test('what is taken of a source, and a header with the mark between headers, are kept', () => {
  const sources = [
    { url: 'udp://@239.1.1.1:5000', program: 101, audioTrack: { language: 'tur', kind: 'dub' } },
    { url: 'rtsp://b/', rtspTransport: 'tcp' },
    { url: 'http://c/', headers: [{ name: 'X-Token', value: 'a | b: c' }] },
  ]
  const rows = rowsOf([channel(sources)])
  const [head = [], row = []] = rows
  expect(Object.fromEntries(head.map((name, index) => [name, row[index]]))).toMatchObject({
    'source 3': 'http://c/|X-Token=a%20%7C%20b%3A%20c',
    headers: '',
    'program number': '101 |  | ',
    'audio track': 'language=tur kind=dub |  | ',
    'rtsp transport': ' | tcp | ',
  })
})

test('a channel keeps its group, and its host where a person chose that', () => {
  const wanted = [
    { ...channel([]), pinned: false, groupId: 'g' },
    { ...channel([]), hostId: 'gone', groupId: 'of others' },
  ]
  const [head = [], ...rows] = rowsOf(wanted)
  const at = ['host', 'channel group'].map((name) => head.indexOf(name))
  expect(rows.map((row) => at.map((index) => row[index]))).toEqual([
    ['', 'Spor'],
    ['', ''],
  ])
})
