import { expect, test } from 'vitest'
import {
  NO_RESTREAM,
  readRestreamRows,
  rowsOfCopy,
  rowsOfRestreams,
  toRestreams,
} from './restream-rows.ts'

const row = { ...NO_RESTREAM, name: 'Studio', url: 'udp://239.1.2.3:5004', muxrate: '4000' }

test('what is submitted is what is sent, and a row that was cleared is gone', () => {
  const data = new FormData()
  for (const [index, { name, url, muxrate }] of [row, NO_RESTREAM].entries()) {
    data.set(`restreams.${index}.name`, name)
    data.set(`restreams.${index}.url`, url)
    data.set(`restreams.${index}.muxrate`, muxrate)
  }
  data.set('restreams.0.isOn', 'on')
  const rows = readRestreamRows(data)
  expect(rows).toEqual([row])
  const sent = { name: 'Studio', url: row.url, isOn: true, muxrateKbps: 4000 }
  expect(toRestreams(rows)).toEqual([sent])
})

test('how HLS is pushed is submitted with its address, and with no other', () => {
  const data = new FormData()
  for (const [index, url] of ['https://ingest.example/a.m3u8', 'srt://a.example:9000'].entries()) {
    data.set(`restreams.${index}.name`, 'Ingest')
    data.set(`restreams.${index}.url`, url)
    data.set(`restreams.${index}.uploadMethod`, 'post')
    data.set(`restreams.${index}.deletesOld`, 'on')
  }
  const [pushed, other] = toRestreams(readRestreamRows(data))
  expect(pushed).toMatchObject({ uploadMethod: 'post', deletesOld: true })
  expect(other).not.toHaveProperty('uploadMethod')
})

test('what is shown and saved again is the same, with its id', () => {
  const id = crypto.randomUUID()
  const stored = { id, name: 'A', url: 'rtmp://a.example/***', isOn: false, muxrateKbps: 0 }
  const uploads = { ...stored, url: 'https://a.example/***.m3u8', uploadMethod: 'post' as const }
  expect(toRestreams(rowsOfRestreams([stored as never]))).toEqual([stored])
  const pushed = { ...uploads, deletesOld: true }
  expect(toRestreams(rowsOfRestreams([pushed as never]))).toEqual([pushed])
})

test('only UDP has a rate', () => {
  const [sent] = toRestreams([{ ...row, url: 'srt://example.com:9000' }])
  expect(sent?.muxrateKbps).toBe(0)
})

test('of a copy no destination is on, or both would send with one key', () => {
  expect(rowsOfCopy([row])).toEqual([{ ...row, isOn: false }])
})
