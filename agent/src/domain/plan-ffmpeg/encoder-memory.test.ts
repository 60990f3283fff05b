import { expect, it } from 'vitest'
import { encoderMemory } from './encoder-memory.ts'

it('has memory in huge pages where pictures are encoded, and nowhere else', () => {
  const { GLIBC_TUNABLES } = encoderMemory({ mode: 'transcode' })
  expect(GLIBC_TUNABLES).toBe('glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4194304')
  expect(encoderMemory({ mode: 'copy' })).toEqual({})
})
