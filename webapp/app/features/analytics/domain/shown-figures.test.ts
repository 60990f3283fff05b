import type { AnalyticsFigures } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { formatIn } from '../../../shared/domain/format.ts'
import { changeOf, textOf } from './shown-figures.ts'

const figures: AnalyticsFigures = {
  availability: 0.999996,
  observedSeconds: 3600,
  liveSeconds: 3600,
  impairedSeconds: 0,
  slateSeconds: 90,
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
const form = {
  format: formatIn('en-GB'),
  units: { day: 'd', hour: 'h', minute: 'm', second: 's' },
  seconds: 3600,
}

test('what is not all is never shown as all, and what is not known is a dash', () => {
  expect(textOf('availability', figures, form)).toBe('99.999%')
  expect(textOf('availability', { ...figures, availability: 1 }, form)).toBe('100%')
  expect(textOf('availability', { ...figures, availability: null }, form)).toBe('–')
  expect(textOf('restarts', null, form)).toBe('–')
})

test('seconds become hours, and bytes over the time a bandwidth', () => {
  expect(textOf('viewerSeconds', figures, form)).toBe('1.50')
  expect(textOf('cpuSeconds', figures, form)).toBe('10')
  expect(textOf('bandwidth', figures, form)).toBe('1.00 Mb/s')
  expect(textOf('slateSeconds', figures, form)).toBe('1m 30s')
})

test('what players say is told in shares, seconds and rates, and what none says is a dash', () => {
  const names = ['rebufferedShare', 'stalledShare', 'stallsPerHour', 'startMeanSeconds'] as const
  expect(names.map((name) => textOf(name, figures, form))).toEqual(['25%', '1%', '12.12', '1.5 s'])
  expect(textOf('throughputKbps', figures, form)).toBe('5.00 Mb/s')
  const none = { ...figures, rebufferedShare: null, startMeanSeconds: null, throughputKbps: null }
  for (const name of ['rebufferedShare', 'startMeanSeconds', 'throughputKbps'] as const)
    expect(textOf(name, none, form)).toBe('–')
  const worse = { ...figures, stallsPerHour: 20, throughputKbps: 100 }
  expect(changeOf('stallsPerHour', worse, figures).change).toBe('worse')
  expect(changeOf('throughputKbps', worse, figures).change).toBe('worse')
})

test('more viewers are better, more restarts are worse, and more bytes are just more', () => {
  const less = { ...figures, viewersPeak: 3, restarts: 1, sentBytes: 1 }
  expect(changeOf('viewersPeak', figures, less).change).toBe('better')
  expect(changeOf('restarts', figures, less).change).toBe('worse')
  expect(changeOf('sentBytes', less, figures)).toEqual({ isMore: false, change: 'less' })
  expect(changeOf('slateSeconds', figures, less).change).toBe('same')
  expect(changeOf('restarts', figures, null).change).toBe('same')
})
