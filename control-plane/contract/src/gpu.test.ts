import { expect, test } from 'vitest'
import { type GpuTrial, workingGpu } from './gpu.ts'

const trial = (changes: Partial<GpuTrial> = {}): GpuTrial => ({
  ...{ encoder: 'h264_nvenc', device: null, sessions: 5, problem: null },
  ...changes,
})
const problem = { code: 'refused' as const, detail: 'Cannot load libcuda.so.1' }

test('the first encoder that works is that of the host', () => {
  const node = '/dev/dri/renderD128'
  const trials = [
    trial({ sessions: 0, problem }),
    trial({ encoder: 'h264_qsv', device: node, sessions: 32 }),
    trial({ encoder: 'h264_vaapi', device: node, sessions: 32 }),
  ]
  expect(workingGpu(trials)).toEqual({ encoder: 'h264_qsv', device: node, sessions: 32 })
})

test('a host where none works, or of which nothing is known, has none', () => {
  expect(workingGpu([trial({ sessions: 0, problem })])).toBeNull()
  expect(workingGpu([])).toBeNull()
  expect(workingGpu(undefined)).toBeNull()
})

test('there are no more sessions than the memory of the card holds', () => {
  const sessionsWith = (freeBytes: number, sessionBytes: number) =>
    workingGpu([trial({ memory: { freeBytes, sessionBytes } })])?.sessions
  expect(sessionsWith(800, 100)).toBe(5)
  expect(sessionsWith(350, 100)).toBe(3)
  // Less was seen to be enough for one.
  expect(sessionsWith(50, 100)).toBe(1)
  expect(sessionsWith(50, 0)).toBe(5)
})
