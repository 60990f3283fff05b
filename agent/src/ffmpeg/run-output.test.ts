import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readRunOutput } from './run-output.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('has nothing to say of a folder without a playlist', () => {
  expect(readRunOutput(folder)).toEqual({ segments: 0, lastSegmentAt: null, bitrateKbps: null })
  expect(readRunOutput(join(folder, 'gone')).segments).toBe(0)
})

it('counts complete segments, and takes the bitrate from the sizes of the last ones', () => {
  for (const n of [7, 8, 9]) writeFileSync(join(folder, `0000000${n}.ts`), Buffer.alloc(250_000))
  write(10)
  const output = readRunOutput(folder)
  expect(output.segments).toBe(10)
  expect(output.bitrateKbps).toBeCloseTo(1000, 0)
})

it('finds the last segment in the tail of a long playlist', () => {
  write(300)
  expect(readRunOutput(folder)).toMatchObject({ segments: 300, bitrateKbps: null })
})

it('does not read again what has not changed', () => {
  write(3)
  const first = readRunOutput(folder)
  expect(readRunOutput(folder, first)).toBe(first)
  write(4)
  utimesSync(join(folder, 'index.m3u8'), new Date(), new Date(Date.now() + 2000))
  expect(readRunOutput(folder, first).segments).toBe(4)
})

it('goes on from what it knew of the segments before, also of those that have been deleted', () => {
  const add = (n: number, bytes: number) => {
    writeFileSync(join(folder, `0000000${n}.ts`), Buffer.alloc(bytes))
  }
  for (const n of [0, 1, 2]) add(n, 250_000)
  write(3)
  const first = readRunOutput(folder)
  for (const n of [0, 1, 2]) rmSync(join(folder, `0000000${n}.ts`))
  add(3, 1_000_000)
  write(4)
  utimesSync(join(folder, 'index.m3u8'), new Date(), new Date(Date.now() + 2000))
  // Two seconds each: of the last three, 1.5 MB in 6 s.
  expect(readRunOutput(folder, first).bitrateKbps).toBeCloseTo(2000, 0)
})

function write(count: number): void {
  const entries = Array.from({ length: count }, (_, n) => {
    const name = String(n).padStart(8, '0')
    return `#EXTINF:2.000000,\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000+0000\n${name}.ts\n`
  })
  writeFileSync(join(folder, 'index.m3u8'), `#EXTM3U\n#EXT-X-TARGETDURATION:2\n${entries.join('')}`)
}
