import type { GpuTrial } from '@cashbacktv/contract'
import { madeCapabilities } from '@cashbacktv/contract/made-host'
import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { GpuEncoders } from './gpu-encoders.tsx'

const problem = { code: 'refused', detail: 'No capable devices found' } as const
const h264: GpuTrial = { encoder: 'h264_nvenc', device: null, sessions: 3, problem: null }
const hevc: GpuTrial = { ...h264, encoder: 'hevc_nvenc', sessions: 1 }
const failed = (one: GpuTrial): GpuTrial => ({ ...one, sessions: 0, problem })

function shown(gpu: GpuTrial[], gpuHevc: GpuTrial[]): Promise<string> {
  const capabilities = madeCapabilities({ gpu, gpuHevc })
  return render(<GpuEncoders capabilities={capabilities} room={null} />)
}

test('a card names the encoders of both codecs that work on it', async () => {
  expect(await shown([h264], [hevc])).toContain('h264_nvenc, hevc_nvenc ile GPU’da kodlar')
  expect(await shown([h264], [failed(hevc)])).toContain('h264_nvenc ile GPU’da kodlar')
})

test('a card where none works says why of each', async () => {
  const markup = await shown([failed(h264)], [failed(hevc)])
  expect(markup).toContain('GPU kodlayıcı yok')
  expect(markup.match(/No capable devices found/g)).toHaveLength(2)
})

test('a card where HEVC alone works is not said to have none', async () => {
  const markup = await shown([failed(h264)], [hevc])
  expect(markup).not.toContain('GPU kodlayıcı yok')
  expect(markup).toContain('hevc_nvenc çalışıyor, yanındaki H.264 kodlayıcısı çalışmıyor')
  expect(markup.match(/<li/g)).toHaveLength(1)
})
