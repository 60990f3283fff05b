import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { channelId, sourceId } from '../../test/channel-factory.ts'
import type { Observation } from '../domain/observations/observation.ts'
import type { RunHandle } from './run-handle.ts'
import { createRunTable, type Entry } from './run-table.ts'
import { watchMediaUse } from './watch-media-use.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quota-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The folder is made as small as its files. */
const MB = 10_000

/** Looks once at two runs, of which the second has a rendition in a folder of its own. */
function look(freeBytes: number) {
  const table = createRunTable()
  addRun(table, 1, 100 * MB)
  const large = addRun(table, 2, 200 * MB)
  mkdirSync(join(large, 'high'))
  file(join(large, 'high', '00000000.ts'), 400 * MB)
  // Of teletext the origin has given back what it has read: longer than the folder, and without a byte.
  file(join(large, 'teletext-0.ts'), 0)
  truncateSync(join(large, 'teletext-0.ts'), 5000 * MB)
  const seen: Observation[] = []
  const observe = (observation: Observation) => void seen.push(observation)
  const readRoom = () => ({ totalBytes: 1000 * MB, freeBytes })
  watchMediaUse({ paths: { mediaDir: folder }, table, observe }, readRoom)()
  return seen
}

function addRun(table: ReturnType<typeof createRunTable>, n: number, bytes: number): string {
  const runDir = join(folder, `${n}`)
  mkdirSync(runDir)
  file(join(runDir, '00000000.ts'), bytes)
  const runId = `run0000${n}-0123456789abcdef` as Entry['run']['runId']
  const run: Entry['run'] = {
    runId,
    channelId: channelId(n),
    sourceId: sourceId(n),
    fingerprint: '',
    restartGeneration: 0,
    threadStep: 0,
    startedAt: 0,
    pid: n,
    firstSegmentAt: 1,
    lastSegmentAt: 1,
    readerKey: 'a',
    slowSince: null,
    strainedSince: null,
    stopping: null,
    over: null,
  }
  table.add(run, { runDir } as RunHandle)
  return runDir
}

function file(path: string, bytes: number): void {
  writeFileSync(path, Buffer.alloc(bytes))
}

test('in a nearly full media folder it is seen what each run holds, renditions counted', () => {
  const room = { totalBytes: 1000 * MB, freeBytes: 50 * MB }
  const holdings = [
    { id: 'run00001-0123456789abcdef', heldBytes: 100 * MB },
    { id: 'run00002-0123456789abcdef', heldBytes: 600 * MB },
  ]
  expect(look(50 * MB)).toEqual([{ kind: 'media-use', room, holdings }])
})

test('while there is room nothing is measured', () => {
  expect(look(500 * MB)).toEqual([])
})
