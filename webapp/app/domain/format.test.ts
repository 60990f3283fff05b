import { expect, test } from 'vitest'
import {
  DASH,
  formatBitrate,
  formatBytes,
  formatDuration,
  formatFps,
  formatPercent,
  formatSpeed,
} from './format.ts'

const UNITS = { day: 'd', hour: 'h', minute: 'm', second: 's' }

test('an unknown figure is a dash, never a zero', () => {
  for (const format of [formatSpeed, formatFps, formatPercent, formatBytes, formatBitrate]) {
    expect(format(null)).toBe(DASH)
    expect(format(0)).not.toBe(DASH)
  }
})

test('figures are short and keep the digits that matter', () => {
  expect(formatSpeed(0.9731)).toBe('0.97×')
  expect(formatFps(25)).toBe('25')
  expect(formatFps(29.97)).toBe('30')
  expect(formatFps(23.95)).toBe('23.9')
  expect(formatPercent(3.14)).toBe('3.1%')
  expect(formatPercent(162.4)).toBe('162%')
  expect(formatBytes(999)).toBe('999 B')
  expect(formatBytes(999_999)).toBe('1 MB')
  expect(formatBytes(128_400_000)).toBe('128 MB')
  expect(formatBytes(64e9)).toBe('64 GB')
  expect(formatBitrate(480)).toBe('480 kb/s')
  expect(formatBitrate(4321)).toBe('4.32 Mb/s')
})

test('a span is told by its two largest units', () => {
  expect(formatDuration(0, UNITS)).toBe('0s')
  expect(formatDuration(-5000, UNITS)).toBe('0s')
  expect(formatDuration(61_000, UNITS)).toBe('1m 1s')
  expect(formatDuration(3_600_000, UNITS)).toBe('1h')
  expect(formatDuration(90_061_000, UNITS)).toBe('1d 1h')
})
