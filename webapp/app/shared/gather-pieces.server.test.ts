import { expect, test } from 'vitest'
import { gatherPieces } from './gather-pieces.server.ts'

test('what is written comes out whole, and only once it is said that nothing follows soon', async () => {
  const stream = gatherPieces()
  const seen: string[] = []
  stream.on('data', (piece) => seen.push(String(piece)))
  const ended = new Promise((resolve) => stream.once('end', resolve))
  const long = 'ş'.repeat(100_000)
  expect(stream.write('head ')).toBe(true)
  expect(stream.write(long)).toBe(true)
  await new Promise(setImmediate)
  expect(seen).toEqual([])
  stream.flush()
  await new Promise(setImmediate)
  expect(seen).toEqual([`head ${long}`])
  stream.flush()
  stream.write('late')
  stream.end(' end')
  await ended
  expect(seen).toEqual([`head ${long}`, 'late end'])
})
