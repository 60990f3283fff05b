import { gpuWay } from '@cashbacktv/contract'
import { type Files, NO_FILES } from '../confinement/files.ts'
import type { GpuPlace } from './gpu-arguments.ts'

const NVIDIA = [
  ...['/dev/nvidiactl', '/dev/nvidia-modeset', '/dev/nvidia-uvm', '/dev/nvidia-uvm-tools'],
  ...['/dev/nvidia-caps', ...Array.from({ length: 16 }, (_, at) => `/dev/nvidia${at}`)],
  // Of Linux that runs inside Windows.
  '/dev/dxg',
]

/** Where render nodes lie. What encodes by Quick Sync looks for its own among them. */
export const RENDER_NODES = '/dev/dri'

/** The devices that an encoder opens, for what uses it; nothing for what does not. */
export function gpuFiles(gpu: GpuPlace | null): Files {
  if (gpu === null) return NO_FILES
  switch (gpuWay(gpu.encoder)) {
    case 'nvenc':
      return { reads: [], writes: NVIDIA }
    case 'qsv':
      return { reads: [], writes: [RENDER_NODES] }
    case 'vaapi':
      return { reads: [], writes: gpu.device ? [gpu.device] : [] }
  }
}
