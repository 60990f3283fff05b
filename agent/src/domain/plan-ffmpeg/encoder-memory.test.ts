import { expect, it } from 'vitest'
import { encoderMemory } from './encoder-memory.ts'

it('has memory in huge pages where pictures are encoded, and nowhere else', () => {
  const { GLIBC_TUNABLES } = encoderMemory({ mode: 'transcode' }, '2.36')
  expect(GLIBC_TUNABLES).toBe('glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4194304')
  expect(encoderMemory({ mode: 'copy' }, '2.36')).toEqual({})
})

it.each([
  ['2.34', false],
  ['2.35', true],
  ['2.100', true],
  ['3.0', true],
  ['2.9', false],
  [null, false],
])('tells a C library of version %s so: %s', (glibc, isTold) => {
  const told = encoderMemory({ mode: 'transcode' }, glibc)
  expect(Object.keys(told)).toEqual(isTold ? ['GLIBC_TUNABLES'] : [])
})
