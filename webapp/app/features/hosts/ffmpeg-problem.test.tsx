import { messageOf, reasonOf } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { FfmpegProblem } from './ffmpeg-problem.tsx'

test('what is wrong with FFmpeg is said in the language of the page', async () => {
  const advice = messageOf('ffmpeg-advice')
  const ffmpegReason = reasonOf('resource', 'ffmpeg-old', { version: '4.4', advice })
  const of = { ffmpegProblem: ffmpegReason.message, ffmpegReason }
  const markup = await render(<FfmpegProblem of={of} />)
  expect(markup).toContain('FFmpeg 4.4 çok eski. libx264 içeren FFmpeg 5.1')
  expect(markup).not.toContain('Install')
})

test('an older agent says it in its own words, and of a host where nothing is wrong nothing is said', async () => {
  const of = { ffmpegProblem: 'FFmpeg is not installed on this host.' }
  expect(await render(<FfmpegProblem of={of} />)).toContain(
    'FFmpeg bu sunucuda kullanılamıyor: FFmpeg is not installed on this host.',
  )
  expect(await render(<FfmpegProblem of={{ ffmpegProblem: null }} />)).toBe('')
  expect(await render(<FfmpegProblem of={null} />)).toBe('')
})
