import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HostHappening, RunId } from '@cashbacktv/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { channelId } from '../../test/channel-factory.ts'
import { hasSmallDisks, onSmallDisk } from '../../test/full-disk.ts'
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

describe.each(['', 'garbage', '{"number":'])('after its files were damaged to "%s"', (damage) => {
  it('loses no event that happens then, however far the other side has counted', () => {
    const before = openOutbox(folder)
    before.append([sample, sample, sample], AT)
    before.acknowledge(3)
    writeFileSync(join(folder, 'acknowledged.json'), damage)
    const outbox = openOutbox(folder)
    expect(outbox.damagedLines).toBeGreaterThan(0)
    outbox.append([exited('a')], AT)
    const again = openOutbox(folder)
    again.append([exited('b')], AT)
    again.skipTo(3)
    again.acknowledge(3)
    expect(again.pending(10).map((event) => event.number)).toEqual([4, 5])
  })

  it('gives no number again that may have arrived from a file that is lost', () => {
    const before = openOutbox(folder)
    before.append([sample, sample, sample], AT)
    writeFileSync(join(folder, '000000000001.jsonl'), damage)
    const outbox = openOutbox(folder)
    expect(outbox.damagedLines).toBeGreaterThan(0)
    outbox.append([exited('a'), exited('b')], AT)
    outbox.skipTo(2)
    outbox.acknowledge(2)
    expect(outbox.pending(10).map((event) => event.number)).toEqual([3, 4])
  })
})

it('sends nothing again that arrived although only the acknowledgement was lost', () => {
  openOutbox(folder).append([sample, sample, sample], AT)
  writeFileSync(join(folder, 'acknowledged.json'), 'garbage')
  const outbox = openOutbox(folder)
  outbox.skipTo(2)
  outbox.acknowledge(2)
  expect(outbox.pending(10).map((event) => event.number)).toEqual([3])
})

it.skipIf(!hasSmallDisks)(
  'loses nothing on a disk that fills up, and starts on one that is full',
  () => {
    const seen = onSmallDisk('src/events/test/outbox-on-full-disk.ts')
    const { told } = z.object({ told: z.array(z.number()) }).parse(seen)
    expect(told.length).toBeGreaterThan(10)
    expect(told).toEqual(told.map((_, n) => n + 1))
    expect(seen).toMatchObject({ tornBytes: 0, damaged: 0, trouble: null, heldBack: 0, left: [] })
    expect(seen).toMatchObject({ last: [told.length + 1], damagedAtLast: 0 })
  },
)
