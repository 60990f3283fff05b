import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { SourceFacts } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Run } from '../domain/reconcile/world.ts'
import { readerKey } from '../domain/sources/source-readers.ts'
import type { ProbeResult } from '../ports.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import { createRunTable } from '../runs/run-table.ts'
import { openReaderStore } from './reader-store.ts'
import { createSourceReaders } from './source-readers.ts'

const URL = 'http://provider.example/live.ts'
const SOURCE = { url: URL }
const FACTS: SourceFacts = {
  container: 'mpegts',
  video: {
    codec: 'h264',
    width: 640,
    height: 360,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
    sampleAspect: null,
  },
  audio: null,
  bitrateKbps: null,
} as unknown as SourceFacts
const GOOD: ProbeResult = { ok: true, facts: FACTS, frame: null, tookMs: 1 }
const CALLED_OFF: ProbeResult = {
  ok: false,
  reason: { class: 'network', code: 'source-silent', message: 'Nothing came.' },
  tookMs: 1,
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'readers-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A source that a probe needs `probeMs` for; counts how many read it at the same time. */
function house(probeMs: number, url = URL) {
  const table = createRunTable()
  const seen = { now: 0, most: 0, probes: 0, glances: 0, knocks: 0, calledOff: 0, wakes: 0 }
  const readers = createSourceReaders({
    table,
    paths: { readers: `${folder}/readers.json` },
    clock: { now: () => performance.now(), wall: () => Date.now() },
    allowCidrs: () => [],
    wake: () => void seen.wakes++,
    ffmpeg: {
      async glance() {
        seen.glances++
        await delay(probeMs)
        return null
      },
      checkSource: async () => null,
      recordSource: async () => true,
      sampleSource: async () => null,
      async hearSource() {
        seen.knocks++
        return 'speaks'
      },
      probe: (_url, _allowed, _frame, { signal } = {}) => {
        seen.probes++
        seen.most = Math.max(seen.most, ++seen.now)
        return new Promise((resolve) => {
          const end = (answer: ProbeResult) => {
            clearTimeout(timer)
            seen.now--
            resolve(answer)
          }
          const timer = setTimeout(() => end(GOOD), probeMs)
          signal?.addEventListener('abort', () => {
            seen.calledOff++
            end(CALLED_OFF)
          })
        })
      },
    },
  })
  const run = (n: number, change: Partial<Run> = {}): Run => ({
    ...({ runId: `run${n}`, channelId: 'a', sourceId: 's', fingerprint: '' } as unknown as Run),
    restartGeneration: 0,
    threadStep: 0,
    readerKey: readerKey(url),
    startedAt: n,
    pid: n,
    firstSegmentAt: null,
    lastSegmentAt: null,
    slowSince: null,
    strainedSince: null,
    stopping: null,
    over: null,
    ...change,
  })
  return { table, readers, seen, run }
}

test('probes of one source come one after the other', async () => {
  const { readers, seen } = house(30)
  const answers = await Promise.all([1, 2, 3].map(() => readers.probe(SOURCE)))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(seen).toMatchObject({ most: 1, probes: 3 })
})

test('while a run has a source nobody probes it or knocks, and it is said so', async () => {
  const { readers, table, seen, run } = house(10)
  table.add(run(1), null)
  expect(await readers.probe(SOURCE)).toMatchObject({
    ok: false,
    reason: { code: 'source-on-air' },
  })
  expect(await readers.hear(SOURCE)).toBeUndefined()
  expect(seen).toMatchObject({ probes: 0, knocks: 0 })
  readers.learn(readerKey(URL), 'many')
  expect(await readers.probe(SOURCE)).toMatchObject({ ok: true })
})

test('a start waits for a probe under way, but not for a slow one', async () => {
  const quick = house(50)
  const probe = quick.readers.probe(SOURCE)
  await quick.readers.clear(readerKey(URL))
  expect(quick.seen).toMatchObject({ now: 0, calledOff: 0 })
  expect(await probe).toMatchObject({ ok: true })

  const slow = house(60_000)
  const endless = slow.readers.probe(SOURCE)
  const begun = performance.now()
  await slow.readers.clear(readerKey(URL))
  expect(slow.seen).toMatchObject({ now: 0, calledOff: 1 })
  expect(performance.now() - begun).toBeLessThan(6000)
  expect(await endless).toMatchObject({ ok: false })
})

test('a probe that had to wait is not made any more once a run has come', async () => {
  const { readers, table, seen, run } = house(40)
  const both = [readers.probe(SOURCE), readers.probe(SOURCE)]
  table.add(run(1, { pid: null }), null)
  expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, false])
  expect(seen.probes).toBe(1)
})

test('a run gets a place that admits one when the one before it is over, and tells that it waits', async () => {
  const url = 'udp://127.0.0.1:5000'
  const { readers, table, seen, run } = house(1, url)
  table.add(run(1), null)
  const next = run(2, { pid: null })
  table.add(next, null)
  const turn = readers.take(next.runId, () => true)
  await expect.poll(() => table.get(next.runId)?.run.waiting).toBe(true)
  expect(seen.wakes).toBeGreaterThan(0)
  const gone = { class: 'network' as const, code: 'called-off', message: 'Asked.' }
  table.change(run(1).runId, { over: { at: 1, reason: gone } })
  expect(await turn).toEqual({ kind: 'free' })
})

test('of two starts at once on a source that admits one only the first is let in', async () => {
  const { readers, table, run } = house(1, 'udp://127.0.0.1:5000')
  const [one, two] = [
    run(1, { pid: null }),
    run(2, { pid: null, ...({ channelId: 'b' } as unknown as Partial<Run>) }),
  ]
  for (const each of [one, two]) table.add(each, null)
  expect(await readers.take(one.runId, () => true)).toEqual({ kind: 'free' })
  const second = await readers.take(two.runId, () => true)
  expect(second).toMatchObject({ kind: 'failed', reason: { code: 'source-in-use' } })
  table.attach(one.runId, { pid: 7 } as RunHandle, 5)
  expect(table.get(one.runId)?.run).toMatchObject({ pid: 7, spawnedAt: 5, waiting: false })
})

test('a start that is called off while it waits waits no longer', async () => {
  const { readers, table, run } = house(1, 'udp://127.0.0.1:5000')
  table.add(run(1), null)
  table.add(run(2, { pid: null }), null)
  let isWanted = true
  const turn = readers.take(run(2).runId, () => isWanted)
  isWanted = false
  table.change(run(2).runId, { slowSince: 1 })
  expect(await turn).toEqual({ kind: 'called-off' })
})

test('what was learned is known to the next agent', () => {
  const { readers } = house(1)
  readers.learn(readerKey(URL), 'one')
  const again = openReaderStore(`${folder}/readers.json`)
  expect(again.learned().get(readerKey(URL))?.admits).toBe('one')
})

test('of many starts of one source one looks for all', async () => {
  const { readers, seen, run, table } = house(20)
  const runs = Array.from({ length: 20 }, (_, n) =>
    run(n, { pid: null, channelId: `${n}` as never }),
  )
  for (const one of runs) table.add(one, null)
  readers.learn(readerKey(URL), 'many')
  const answers = await Promise.all(runs.map(({ runId }) => readers.glance(SOURCE, runId)))
  expect(answers).toEqual(runs.map(() => null))
  expect(seen.glances).toBe(1)
  await readers.glance(SOURCE, runs[0]?.runId as never)
  expect(seen.glances).toBe(2)
})
