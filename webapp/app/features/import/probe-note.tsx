import { codecName } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { Probed } from './use-probe-queue.ts'

/** What a probe found in a source, in one line, or why it found nothing. */
export function ProbeNote({ probed }: { probed: Probed | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!probed) return null
  if (probed.kind === 'asking') return <p className="text-dim">{t('import.probeAsking')}</p>
  if (probed.kind === 'failed') {
    return (
      <p className="text-bad">
        <span aria-hidden="true">✕ </span>
        {probed.why}
      </p>
    )
  }
  const { video, audio } = probed.facts
  const parts = [
    codecName(video.codec),
    `${video.width} × ${video.height}`,
    video.framesPerSecond ? `${format.fps(video.framesPerSecond)} fps` : '',
    audio ? codecName(audio.codec) : t('import.noAudio'),
  ]
  return (
    <p className="figure text-good">
      <span aria-hidden="true">✓ </span>
      {parts.filter(Boolean).join(', ')}
    </p>
  )
}
