import type { QualityEstimate, QualityMeasurement, QualityObservation } from '@cashbacktv/contract'
import { qualityLevel } from '@cashbacktv/contract/quality-score'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Ago } from './ago.tsx'
import { DetailRow } from './detail-row.tsx'

type QualityFiguresProps = {
  quality: QualityObservation | null
  /** FFmpeg's name of what encodes it: what is estimated is how x264 does. */
  encoder?: string | null
}

function whyNone(encoder: string | null, none: QualityObservation['none']) {
  if (encoder === 'libx265') return 'quality.none.asHevc'
  if (encoder?.startsWith('hevc_')) return 'quality.none.asHevcOnGpu'
  if (encoder !== null && encoder !== 'libx264') return 'quality.none.onGpu'
  return none ? (`quality.none.${none}` as const) : 'quality.nothing'
}

/** The estimate with its age, or why there is none, and what was measured last. */
export function QualityFigures({ quality, encoder = null }: QualityFiguresProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { estimate = null, none = null, measured = null } = quality ?? {}
  const why = whyNone(encoder, none)
  return (
    <>
      <DetailRow term={t('quality.estimate')}>
        {estimate ? <Score found={estimate} /> : <p className="text-dim">{t(why)}</p>}
      </DetailRow>
      <DetailRow term={t('quality.measured')}>
        {measured ? (
          <Score
            found={measured}
            more={[
              ...(measured.vmaf === null
                ? []
                : [t('quality.vmaf', { vmaf: format.one(measured.vmaf) })]),
              t('quality.seconds', { seconds: format.one(measured.seconds) }),
            ]}
          />
        ) : (
          <p className="text-dim">{t('quality.never')}</p>
        )}
      </DetailRow>
    </>
  )
}

type ScoreProps = { found: QualityEstimate | QualityMeasurement; more?: readonly string[] }

function Score({ found, more = [] }: ScoreProps) {
  const { t } = useTranslation()
  const { score, ssim, model, at } = found
  const level = t(`quality.level.${qualityLevel(score)}`)
  const parts = [
    t('quality.ssim', { ssim: ssim.toFixed(4) }),
    ...more,
    t('quality.model', { model }),
  ]
  return (
    <div className="figure grid gap-0.5">
      <p className="font-medium">{t('quality.score', { score, level })}</p>
      <p className="text-xs text-dim">
        {parts.join(' · ')} · <Ago at={at} />
      </p>
    </div>
  )
}
