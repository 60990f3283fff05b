import { expect, test } from 'vitest'
import { type ProcessRow, readProcessQuery, selectProcesses } from './process-list.ts'

const row = (pid: number, change: Partial<ProcessRow> = {}): ProcessRow => ({
  channelId: `c${pid}`,
  channelName: `Channel ${pid}`,
  hostName: 'edge-1',
  pid,
  cpuPercent: pid,
  memoryBytes: 1,
  fps: 25,
  speed: 1,
  outputBitrateKbps: 1,
  droppedFrames: 0,
  uptimeSeconds: 1,
  ...change,
})
const pids = (rows: ProcessRow[], address: string) =>
  selectProcesses(rows, readProcessQuery(new URLSearchParams(address)), 'en').map(({ pid }) => pid)

test('the busiest come first unless something else is asked for', () => {
  const rows = [row(2), row(10), row(7)]
  expect(pids(rows, '')).toEqual([10, 7, 2])
  expect(pids(rows, 'sort=channelName')).toEqual([2, 7, 10])
  expect(pids(rows, 'sort=pid&order=asc')).toEqual([2, 7, 10])
  expect(pids(rows, 'sort=nonsense')).toEqual([10, 7, 2])
})

test('what is unknown comes last in either order', () => {
  const rows = [row(1, { speed: null }), row(2), row(3, { speed: 0.9 })]
  expect(pids(rows, 'sort=speed&order=asc')).toEqual([3, 2, 1])
  expect(pids(rows, 'sort=speed&order=desc')).toEqual([2, 3, 1])
})

test('a filter finds by channel, host and process', () => {
  const rows = [row(11), row(12, { hostName: 'uç-2' })]
  expect(pids(rows, 'filter=uc')).toEqual([12])
  expect(pids(rows, 'filter=channel+11')).toEqual([11])
})
