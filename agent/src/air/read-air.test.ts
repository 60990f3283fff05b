import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { airReader } from './read-air.ts'

const folder = mkdtempSync(join(tmpdir(), 'air-'))
afterAll(() => rmSync(folder, { recursive: true }))
const AT = '2026-01-01T00:00:00.000Z'
const path = join(folder, 'origin-status.json')
const readAir = airReader(path)
const after = (seconds: number) => readAir(Date.parse(AT) + seconds * 1000)

test('an origin answers while what it writes of itself is new, and its last word is kept', () => {
  writeFileSync(path, JSON.stringify({ at: AT, pid: 1, channels: { one: {} } }))
  expect(after(1).origin).toEqual({ answers: true, lastWordAt: AT })
  expect([...after(1).channels.keys()]).toEqual(['one'])
  expect(after(11)).toEqual({
    origin: { answers: false, lastWordAt: AT },
    channels: new Map(),
    recordings: [],
    dvrDisk: null,
  })
})

test('one that never wrote, or something broken, does not answer', () => {
  const silent = {
    origin: { answers: false, lastWordAt: null },
    channels: new Map(),
    recordings: [],
    dvrDisk: null,
  }
  writeFileSync(path, '{"at":')
  expect(after(0)).toEqual(silent)
  expect(airReader(join(folder, 'none'))(Date.parse(AT))).toEqual(silent)
})
