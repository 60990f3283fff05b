import { expect, test } from 'vitest'
import { type GpuTrial, gpuEncoderFor, workingGpu } from './gpu.ts'

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

test('HEVC is encoded beside H.264 on the same card, where that works', () => {
  const [one, other] = ['/dev/dri/renderD128', '/dev/dri/renderD129']
  const vaapi = trial({ encoder: 'h264_vaapi', device: one })
  const hevc = trial({ encoder: 'hevc_vaapi', device: one, sessions: 1 })
  const gpu = workingGpu([vaapi, hevc])
  expect(gpu).toMatchObject({ encoder: 'h264_vaapi', sessions: 5, hevc: 'hevc_vaapi' })
  expect(gpu && gpuEncoderFor(gpu, 'hevc')).toBe('hevc_vaapi')
  expect(gpu && gpuEncoderFor(gpu, 'h264')).toBe('h264_vaapi')
  const elsewhere = workingGpu([vaapi, { ...hevc, device: other }])
  const refused = workingGpu([vaapi, { ...hevc, sessions: 0, problem }])
  for (const found of [elsewhere, refused]) expect(found && gpuEncoderFor(found, 'hevc')).toBeNull()
  // Its sessions are counted by H.264.
  expect(workingGpu([hevc])).toBeNull()
})
