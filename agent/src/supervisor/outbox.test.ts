import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HostHappening, RunId } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { channelId } from '../../test/channel-factory.ts'
import { openOutbox } from './outbox.ts'

let folder: string
const AT = '2026-07-01T00:00:00.000Z'

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const sample: HostHappening = { kind: 'orphan-removed', pid: 5, runId: null }
const exited = (tail: string): HostHappening => ({
  kind: 'run-exited',
  channelId: channelId(1),
  runId: 'aaaaaaaa-0123456789abcdef' as RunId,
  exitCode: 1,
  signal: null,
  asked: false,
  reason: null,
  uptimeSeconds: 1,
  logTail: Array.from({ length: 20 }, () => tail),
})

it('numbers from one without gaps and goes on after it is opened again', () => {
  openOutbox(folder).append([sample, sample], AT)
  const again = openOutbox(folder)
  again.append([sample], AT)
  expect(again.pending(10).map((event) => event.number)).toEqual([1, 2, 3])
})

it('never uses a number again, not even when everything was acknowledged', () => {
  const outbox = openOutbox(folder)
  outbox.append([sample, sample], AT)
  outbox.acknowledge(2)
  expect(outbox.pending(10)).toEqual([])
  const again = openOutbox(folder)
  again.append([sample], AT)
  expect(again.pending(10).map((event) => event.number)).toEqual([3])
})

it('goes on after numbers that only the other side still knows', () => {
  const outbox = openOutbox(folder)
  outbox.skipTo(41)
  outbox.append([sample], AT)
  expect(outbox.lastNumber).toBe(42)
})

it('keeps what it has when its last line was cut off by a crash', () => {
  openOutbox(folder).append([sample, sample], AT)
  const file = readdirSync(folder).find((name) => name.endsWith('.jsonl')) ?? ''
  appendFileSync(join(folder, file), '{"number":3,"at":"20')
  const again = openOutbox(folder)
  expect(again.damagedLines).toBeGreaterThan(0)
  again.append([sample], AT)
  expect(again.pending(10).map((event) => event.number)).toEqual([1, 2, 3])
})

it('leaves out samples and details when it grows too large, never a change of state', () => {
  const outbox = openOutbox(folder, 3 << 20)
  const long = 'x'.repeat(400)
  for (let n = 0; n < 1000; n++) outbox.append([sample, exited(long)], AT)
  const kept = outbox.pending(10_000)
  const exits = kept.filter((event) => event.happening.kind === 'run-exited')
  expect(exits).toHaveLength(1000)
  expect(kept.length).toBeLessThan(2000)
  expect(exits.at(-1)?.happening).toMatchObject({ logTail: { length: 20 } })
  const again = openOutbox(folder, 3 << 20)
  expect(again.lastNumber).toBe(2000)
})

it('hands out the oldest first and drops files that are acknowledged', () => {
  const outbox = openOutbox(folder)
  for (let n = 0; n < 300; n++) outbox.append([exited('y'.repeat(400))], AT)
  expect(outbox.pending(3).map((event) => event.number)).toEqual([1, 2, 3])
  const before = readdirSync(folder).length
  outbox.acknowledge(299)
  expect(readdirSync(folder).length).toBeLessThan(before)
  expect(outbox.pending(10).map((event) => event.number)).toEqual([300])
})
