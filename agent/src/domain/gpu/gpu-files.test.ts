import { expect, it } from 'vitest'
import { gpuFiles } from './gpu-files.ts'

const device = '/dev/dri/renderD129'

it('an encoder opens the devices of its own kind of card', () => {
  const nvidia = gpuFiles({ encoder: 'h264_nvenc', device: null }).writes
  expect(nvidia).toEqual(
    expect.arrayContaining(['/dev/nvidiactl', '/dev/nvidia-uvm', '/dev/nvidia0']),
  )
  expect(nvidia.some((path) => path.startsWith('/dev/dri'))).toBe(false)
  expect(gpuFiles({ encoder: 'h264_vaapi', device })).toEqual({ reads: [], writes: [device] })
  expect(gpuFiles({ encoder: 'h264_qsv', device })).toEqual({ reads: [], writes: ['/dev/dri'] })
})

it('what encodes on the CPU opens none', () => {
  expect(gpuFiles(null)).toEqual({ reads: [], writes: [] })
})
