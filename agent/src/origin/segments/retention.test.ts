import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepSegments } from './retention.ts'

const RUN = 'maaaaaa1-0123456789abcdef'
let channel: string
let segment: string

beforeEach(() => {
  channel = join(mkdtempSync(join(tmpdir(), 'retention-')), 'channel')
  mkdirSync(join(channel, 'runs', RUN), { recursive: true })
  segment = join(channel, 'runs', RUN, '00000000.ts')
  writeFileSync(segment, 'x')
})

afterEach(() => rmSync(join(channel, '..'), { recursive: true, force: true }))

test('a segment that left the playlist is deleted when its time is over, not before', () => {
  const retention = keepSegments(channel)
  retention.retire(`${RUN}/00000000.ts`, 5000)
  retention.sweep(4999, () => new Set([RUN]))
  expect(existsSync(segment)).toBe(true)
  retention.sweep(5000, () => new Set([RUN]))
  expect(existsSync(segment)).toBe(false)
})

test('a run that nobody needs goes a minute after it was last needed', () => {
  const retention = keepSegments(channel)
  for (let now = 0; now < 100_000; now += 5000) retention.sweep(now, () => new Set([RUN]))
  for (let now = 100_000; now < 155_000; now += 5000) retention.sweep(now, () => new Set())
  expect(existsSync(segment)).toBe(true)
  for (let now = 155_000; now < 180_000; now += 5000) retention.sweep(now, () => new Set())
  expect(existsSync(join(channel, 'runs', RUN))).toBe(false)
})

test('a run of which a segment must still be fetchable stays', () => {
  const retention = keepSegments(channel)
  retention.retire(`${RUN}/00000000.ts`, 300_000)
  for (let now = 0; now < 299_000; now += 5000) retention.sweep(now, () => new Set())
  expect(existsSync(segment)).toBe(true)
})

test('a deleted channel goes at once, one that was never announced after a minute', () => {
  expect(keepSegments(channel).clear(false, 0)).toBe(false)
  expect(existsSync(channel)).toBe(true)
  expect(keepSegments(channel).clear(true, 0)).toBe(true)
  expect(existsSync(channel)).toBe(false)
})
