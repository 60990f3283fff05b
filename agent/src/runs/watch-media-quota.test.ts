import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { channelId, makeDesired, sourceId } from '../../test/channel-factory.ts'
import type { RunHandle } from './run-handle.ts'
import { createRunTable, type Entry } from './run-table.ts'
import { watchMediaQuota } from './watch-media-quota.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quota-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const MB = 1_000_000

/** Looks once at two runs, of which the second has a rendition in a folder of its own. */
function look(freeBytes: number) {
  const table = createRunTable()
  addRun(table, 1, 100 * MB)
  const large = addRun(table, 2, 200 * MB)
  mkdirSync(join(large, 'high'))
  file(join(large, 'high', '00000000.ts'), 400 * MB)
  let woken = false
  const snapshots = { current: () => makeDesired(1, []) }
  const wake = () => {
    woken = true
  }
  const readRoom = () => ({ totalBytes: 1000 * MB, freeBytes })
  watchMediaQuota({ paths: { mediaDir: folder }, table, snapshots, wake }, readRoom)()
  return { woken, marks: table.runs().map(({ tooLarge }) => tooLarge?.heldBytes ?? null) }
}

function addRun(table: ReturnType<typeof createRunTable>, n: number, bytes: number): string {
  const runDir = join(folder, `${n}`)
  mkdirSync(runDir)
  file(join(runDir, '00000000.ts'), bytes)
  const runId = `run0000${n}-0123456789abcdef` as Entry['run']['runId']
  const run: Entry['run'] = {
    ...{ runId, channelId: channelId(n), sourceId: sourceId(n), fingerprint: '' },
    ...{ restartGeneration: 0, threadStep: 0, startedAt: 0, pid: n, firstSegmentAt: 1 },
    ...{
      lastSegmentAt: 1,
      readerKey: 'a',
      slowSince: null,
      strainedSince: null,
      stopping: null,
      over: null,
    },
  }
  table.add(run, { runDir } as RunHandle)
  return runDir
}

/** As large as it says, without taking any room. */
function file(path: string, bytes: number): void {
  writeFileSync(path, '')
  truncateSync(path, bytes)
}

test('in a nearly full media folder the run that holds most of it is marked, renditions counted', () => {
  expect(look(50 * MB)).toEqual({ woken: true, marks: [null, 600 * MB] })
})

test('while there is room nobody is', () => {
  expect(look(500 * MB)).toEqual({ woken: false, marks: [null, null] })
})
