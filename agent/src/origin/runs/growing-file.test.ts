import { appendFileSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { boxed, packetsOf, pageLines, teletextPes } from '../../../test/teletext-stream.ts'
import { splitPes } from '../domain/subtitles/split-pes.ts'
import { openGrowingFile } from './growing-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'growing-'))
  path = join(folder, 'teletext-0.ts')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const LINES = pageLines({ page: 888, rows: { 20: boxed('Hello') } })
const packets = (pts: number) => Buffer.concat(packetsOf(0x100, teletextPes(LINES, pts), 0))

test('each packet is read once, when it is whole, and a file that is not there yet has none', () => {
  const file = openGrowingFile(path)
  expect(file.read(splitPes)).toEqual([])
  const [first, second] = [packets(1), packets(2)]
  appendFileSync(path, first)
  appendFileSync(path, second.subarray(0, 100))
  expect(file.read(splitPes).map(({ pts }) => pts)).toEqual([1])
  appendFileSync(path, second.subarray(100))
  expect(file.read(splitPes).map(({ pts }) => pts)).toEqual([2])
  expect(file.read(splitPes)).toEqual([])
})

test('what was read takes no room for long, and what is written on behind it is read', () => {
  const many = Buffer.concat(Array.from({ length: 1000 }, (_, at) => packets(at)))
  // As FFmpeg does: at its own place, whatever becomes of the file.
  const handle = openSync(path, 'w')
  const file = openGrowingFile(path)
  let written = 0
  let read = 0
  for (let round = 0; round < 40; round++) {
    written += writeSync(handle, many, 0, many.length, written)
    read += file.read(splitPes).length
    expect(statSync(path).blocks * 512).toBeLessThan(6_000_000)
  }
  expect(read).toBe(40_000)
  expect(written).toBeGreaterThan(6_000_000)
  // Whoever begins anew reads what is there, from where it stands.
  expect(openGrowingFile(path).read(splitPes).length).toBeLessThan(40_000)
})
