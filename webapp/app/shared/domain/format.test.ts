import { expect, test } from 'vitest'
import { DASH, formatDuration, formatIn } from './format.ts'

const UNITS = { day: 'd', hour: 'h', minute: 'm', second: 's' }
const en = formatIn('en-GB')
const tr = formatIn('tr-TR')

test('an unknown figure is a dash, never a zero', () => {
  for (const format of Object.values(en)) {
    expect(format(null)).toBe(DASH)
    expect(format(0)).not.toBe(DASH)
  }
})

test('figures are short and keep the digits that matter', () => {
  expect(en.speed(0.9731)).toBe('0.97×')
  expect(en.fps(25)).toBe('25')
  expect(en.fps(29.97)).toBe('30')
  expect(en.fps(23.91)).toBe('23.9')
  expect(en.percent(3.14)).toBe('3.1%')
  expect(en.percent(162.4)).toBe('162%')
  expect(en.bytes(999)).toBe('999 B')
  expect(en.bytes(999_999)).toBe('1 MB')
  expect(en.bytes(128_400_000)).toBe('128 MB')
  expect(en.bytes(64e9)).toBe('64 GB')
  expect(en.bitrate(480)).toBe('480 kb/s')
  expect(en.bitrate(4321)).toBe('4.32 Mb/s')
})

test('Turkish figures have a decimal comma, a point for thousands and the percent sign before', () => {
  expect(tr.speed(0.9731)).toBe('0,97×')
  expect(tr.percent(3.14)).toBe('%3,1')
  expect(tr.bitrate(4321)).toBe('4,32 Mb/s')
  expect(tr.count(12_345)).toBe('12.345')
})

test('a span is told by its two largest units', () => {
  expect(formatDuration(0, UNITS)).toBe('0s')
  expect(formatDuration(-5000, UNITS)).toBe('0s')
  expect(formatDuration(61_000, UNITS)).toBe('1m 1s')
  expect(formatDuration(3_600_000, UNITS)).toBe('1h')
  expect(formatDuration(90_061_000, UNITS)).toBe('1d 1h')
})
