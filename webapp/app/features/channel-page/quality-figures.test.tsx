import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { QualityFigures } from './quality-figures.tsx'

const at = '2026-01-01T00:00:00.000Z'
const estimate = { ssim: 0.9978, score: 93, at, model: 1, calibratedAt: at }
const measured = { ssim: 0.97, score: 69, vmaf: 91.25, at, model: 1, seconds: 6 }

test('an estimate is called so, and shown with its level and its age', async () => {
  const markup = await render(<QualityFigures quality={{ estimate, none: null, measured: null }} />)
  expect(markup).toContain('Tahmin')
  expect(markup).toContain('100 üzerinden 93, çok iyi')
  expect(markup).toContain('SSIM 0.9978')
  expect(markup).toContain(`dateTime="${at}"`)
  expect(markup).toContain('Hiç ölçülmedi')
})

test('where there is none its reason stands in its place, beside what was measured', async () => {
  const copied = await render(
    <QualityFigures quality={{ estimate: null, none: 'copied', measured }} />,
  )
  expect(copied).toContain('Kaynak olduğu gibi iletiliyor')
  expect(copied).toContain('100 üzerinden 69, iyi')
  expect(copied).toMatch(/VMAF 91[.,][23]/)
  const notCalibrated = { estimate: null, none: 'not-calibrated' as const, measured: null }
  expect(await render(<QualityFigures quality={notCalibrated} encoder="h264_nvenc" />)).toContain(
    'bir GPU',
  )
  const asHevc = await render(<QualityFigures quality={notCalibrated} encoder="libx265" />)
  expect(asHevc).toContain('HEVC olarak kodlanıyor')
  const onGpu = await render(<QualityFigures quality={notCalibrated} encoder="hevc_vaapi" />)
  expect(onGpu).toMatch(/bir GPU, HEVC olarak kodluyor.*x265 ile/)
  expect(await render(<QualityFigures quality={null} />)).toContain('kalite bilinmiyor')
})
