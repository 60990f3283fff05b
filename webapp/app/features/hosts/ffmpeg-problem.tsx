import type { Capabilities } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { Notice } from '../../ui/notice.tsx'

type Told = Pick<Capabilities, 'ffmpegProblem' | 'ffmpegReason'>

/** Why its FFmpeg is of no use; from an older agent in its own words. */
export function FfmpegProblem({ of }: { of: Told | null }) {
  const apiText = useApiText()
  if (!of || of.ffmpegProblem === null) return null
  const { ffmpegProblem: detail, ffmpegReason } = of
  const why = ffmpegReason ?? { code: 'ffmpeg-missing', params: { detail }, message: detail }
  return <Notice tone="bad">{apiText.reason(why)}</Notice>
}
