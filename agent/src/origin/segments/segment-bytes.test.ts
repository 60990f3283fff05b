import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSegment } from './segment-bytes.ts'

const PACKET_BYTES = 188
const folder = mkdtempSync(join(tmpdir(), 'segment-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Packets of which each byte tells its place. */
function segment(packets: number): { path: string; bytes: Buffer } {
  const path = join(folder, `${packets}.ts`)
  const bytes = Buffer.from(Array.from({ length: packets * PACKET_BYTES }, (_, at) => at % 251))
  writeFileSync(path, bytes)
  return { path, bytes }
}

/** The longest are beyond what is kept for the next segment. */
test.each([10, 600, 5000, 50_000])('parts of %i packets are those of the file', (packets) => {
  const { path, bytes } = segment(packets)
  openSegment(path, ({ size, head, tail }) => {
    expect(size).toBe(bytes.length)
    for (const share of [0.1, 0.5, 0.2, 1]) {
      const most = Math.floor(size * share)
      expect(head(most).equals(bytes.subarray(0, most))).toBe(true)
    }
    expect(tail(400).equals(bytes.subarray(-2 * PACKET_BYTES))).toBe(true)
    expect(head(1000).equals(bytes.subarray(0, 1000))).toBe(true)
    expect(tail(size).equals(bytes)).toBe(true)
    expect(head(size).equals(bytes)).toBe(true)
  })
})

test('of a segment that is gone there is nothing', () => {
  expect(openSegment(join(folder, 'gone.ts'), ({ size }) => size)).toBeNull()
})
