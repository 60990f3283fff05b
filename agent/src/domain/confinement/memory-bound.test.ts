import { expect, test } from 'vitest'
import { copySpec, transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { runMemoryBytes } from './memory-bound.ts'

const GIB = 2 ** 30

test('only what is decoded and may be large has more than others', () => {
  const large = { video: { width: 3840, height: 2160 } } as never
  const small = { video: { width: 1920, height: 1080 } } as never
  const of = (facts: never | null, { output } = transcodeSpec()) =>
    runMemoryBytes(facts, output, null)
  expect([of(null), of(large), of(small)]).toEqual([4 * GIB, 4 * GIB, 1.5 * GIB])
  for (const facts of [null, large, small]) expect(of(facts, copySpec())).toBe(1.5 * GIB)
  expect(runMemoryBytes(null, copySpec().output, 5 * GIB)).toBe(5 * GIB)
})
