import { expect, test } from 'vitest'
import { channelRows } from './channel-csv.ts'

const channel = (sources: object[]) => ({
  name: 'Haber',
  slug: 'haber',
  priority: 50,
  note: 'x',
  output: { mode: 'transcode', presetId: 'broadcast' },
  sources,
})

test('how sources are read is in columns where they are alike, and behind their addresses where not', () => {
  const headers = [{ name: 'X-Token', value: 'a b' }]
  const alike = [{ url: 'http://a/', userAgent: 'VLC', headers }, { url: 'udp://@239.1.1.1:5000' }]
  const other = [{ url: 'http://a/', userAgent: 'VLC', headers }, { url: 'http://b/' }]
  // biome-ignore lint/suspicious/noExplicitAny: only what a row is made of
  const rows = channelRows([channel(alike), channel(other), channel([{ url: 'srt://a:1' }])] as any)
  expect(rows).toEqual([
    [
      ...['name', 'slug', 'source', 'source 2', 'user-agent', 'referer', 'headers'],
      ...['preset', 'mode', 'priority', 'note'],
    ],
    [
      ...['Haber', 'haber', 'http://a/', 'udp://@239.1.1.1:5000', 'VLC', '', 'X-Token: a b'],
      ...['broadcast', 'transcode', '50', 'x'],
    ],
    [
      ...['Haber', 'haber', 'http://a/|User-Agent=VLC&X-Token=a%20b', 'http://b/', '', '', ''],
      ...['broadcast', 'transcode', '50', 'x'],
    ],
    ['Haber', 'haber', 'srt://a:1', '', '', '', '', 'broadcast', 'transcode', '50', 'x'],
  ])
})
