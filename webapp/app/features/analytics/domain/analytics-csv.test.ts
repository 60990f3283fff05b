import type { AnalyticsChannel, AnalyticsFigures, ChannelId } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { analyticsRows } from './analytics-csv.ts'

const figures: AnalyticsFigures = {
  availability: 0.9995,
  observedSeconds: 3600,
  liveSeconds: 3600,
  impairedSeconds: 0,
  slateSeconds: 1800,
  darkSeconds: 0,
  silenceSeconds: 0,
  viewersPeak: 12,
  restarts: 2,
  viewerSeconds: 5400,
  sentBytes: 450_000_000,
  cpuSeconds: 36_000,
  droppedFrames: 0,
  playerSessions: 4,
  rebufferedSessions: 1,
  stalls: 3,
  stalledSeconds: 9,
  playedSeconds: 891,
  startups: 4,
  startupSeconds: 6,
  throughputKilobits: 891_000,
  throughputSeconds: 178.2,
  rebufferedShare: 0.25,
  stallsPerHour: 12.12,
  stalledShare: 0.01,
  startMeanSeconds: 1.5,
  qualityScoreSeconds: 288_000,
  qualitySeconds: 3600,
  qualityScore: 80,
  throughputKbps: 5000,
}
const texts = {
  channel: 'Channel',
  figure: (name: string) => name,
  before: (name: string) => `${name}, before`,
  number: String,
}

test('a row a channel has every figure, and beside it those before, empty where nothing is known', () => {
  const channelId = '00000000-0000-4000-8000-000000000001' as ChannelId
  const channel: AnalyticsChannel = {
    channelId,
    name: 'News',
    isDeleted: false,
    figures,
    before: null,
  }
  const [head = [], row = []] = analyticsRows([channel], texts)
  expect(row).toHaveLength(head.length)
  const cell = (name: string) => row[head.indexOf(name)]
  expect(cell('Channel')).toBe('News')
  expect([cell('availability'), cell('slateHours'), cell('cpuHours')]).toEqual([
    '99.95',
    '0.5',
    '10',
  ])
  expect([cell('rebufferedShare'), cell('playedHours')]).toEqual(['25', '0.2475'])
  expect(cell('restarts, before')).toBe('')
})
