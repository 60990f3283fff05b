import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createSegmentCache } from './segment-cache.ts'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segments-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function write(path: string, text: string, at: number): string {
  writeFileSync(path, text)
  utimesSync(path, at, at)
  return path
}

test('a segment is read once for all who ask, and anew when its file is another', async () => {
  const cache = createSegmentCache()
  const path = write(join(newFolder(), '1.ts'), 'first', 1)
  const stats = statSync(path)
  const [one, other] = [cache.read(path, stats), cache.read(path, stats)]
  expect(String(await one)).toBe('first')
  expect(await other).toBe(await one)
  write(path, 'later', 2)
  expect(String(await cache.read(path, statSync(path)))).toBe('later')
})

test('those asked for longest ago make room, and what is too long is not kept at all', async () => {
  const cache = createSegmentCache(10)
  const folder = newFolder()
  const [a, b, c] = ['a', 'b', 'c'].map((name) => write(join(folder, name), name.repeat(4), 1))
  const read = (path = '') => cache.read(path, statSync(path))
  const first = await read(a)
  await read(b)
  expect(await read(a)).toBe(first)
  await read(c)
  expect(await read(a)).toBe(first)
  const again = await read(b)
  expect(String(again)).toBe('bbbb')
  expect(read(write(join(folder, 'long'), 'x'.repeat(11), 1))).toBeNull()
})

test('a file that cannot be read is asked for again the next time', async () => {
  const cache = createSegmentCache()
  const path = join(newFolder(), '1.ts')
  const stats = { size: 5, mtimeMs: 1000 }
  await expect(cache.read(path, stats)).rejects.toThrow('ENOENT')
  write(path, 'there', 1)
  expect(String(await cache.read(path, stats))).toBe('there')
})
